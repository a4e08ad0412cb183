import Faults

/// What the packet mangler of one run does.
package struct ManglerPlan: Sendable {
    /// The armed faults in the order of the scenario; those of other planes are left alone.
    package var faults: [ArmedFault]
    /// The number of the queue, which belongs to the mangler alone in its network namespace.
    package var queueNumber: UInt16 = 0
    /// How many decisions about packets go into the timeline; a big layer at a low loss rate would drown it.
    ///
    /// The first firing of each fault is recorded however many came before.
    package var maxRecordedDecisions = 20_000

    /// Makes a plan for queue 0.
    package init(faults: [ArmedFault]) {
        self.faults = faults
    }

    /// The faults that edit packets, in the order of the scenario.
    var packetFaults: [(armed: ArmedFault, fault: any PacketFault)] {
        faults.compactMap { armed in (armed.fault as? any PacketFault).map { (armed, $0) } }
    }
}
