import Faults

/// What the packet mangler of one run does.
package struct ManglerPlan: Sendable {
    /// The armed faults in the order of the scenario; those of other planes are left alone.
    package var faults: [ArmedFault]
    /// The number of the queue of single packets, which belongs to the mangler alone in its network namespace.
    package var queueNumber: UInt16 = 0
    /// The number of the queue of uncut packets, if there is one.
    package var uncutQueueNumber: UInt16 { queueNumber &+ 1 }
    /// How many decisions about packets go into the timeline; a big layer at a low loss rate would drown it.
    ///
    /// The first firing of each fault is recorded however many came before.
    package var maxRecordedDecisions = 20_000

    /// Makes a plan for queue 0.
    package init(faults: [ArmedFault]) {
        self.faults = faults
    }

    /// Whether TCP goes through the queue of uncut packets first.
    ///
    /// With faults that ask for each packet from the first to the last all would be sent on from there.
    var sortsConnections: Bool {
        packetFaults.contains { fault in
            let match = fault.armed.match
            return (match.protocol == nil || match.protocol == .tcp) && match.name == nil && match.type == nil
                && !fault.armed.isAlwaysSingle
        }
    }

    /// Whether connections may be let go, once no fault asks for anything of them any more.
    ///
    /// The kernel tracks connections then. It puts fragments together on the way, so no fault may be about datagrams;
    /// and of two equal SYNs it takes only one, so no fault may hold packets back.
    var letsConnectionsGo: Bool {
        sortsConnections && packetFaults.contains { $0.armed.canEnd }
            && packetFaults.allSatisfy { $0.armed.match.protocol == .tcp && !$0.fault.holdsBack }
    }

    /// How much of single packets the faults have to have before them.
    var extent: PacketExtent { packetFaults.allSatisfy { $0.fault.extent == .head } ? .head : .whole }

    /// The faults that edit packets, in the order of the scenario.
    var packetFaults: [(armed: ArmedFault, fault: any PacketFault)] {
        faults.compactMap { armed in (armed.fault as? any PacketFault).map { (armed, $0) } }
    }
}
