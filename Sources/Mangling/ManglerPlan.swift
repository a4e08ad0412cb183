import Faults

/// The settings of one run's packet mangler.
package struct ManglerPlan: Sendable {
    /// The armed faults in the order of the scenario; those of other planes are ignored.
    package var faults: [ArmedFault]
    /// The number of the queue of single packets, which belongs to the mangler alone in its network namespace.
    package var queueNumber: UInt16 = 0
    /// The number of the queue of uncut packets, if there is one.
    package var uncutQueueNumber: UInt16 { queueNumber &+ 1 }
    /// How many decisions about packets go into the timeline; a large layer with a low loss rate would flood it.
    ///
    /// The first firing of each fault is always recorded.
    package var maxRecordedDecisions = 20_000

    /// How long each packet takes through the network, each way; not a fault, and never lifted.
    package var networkDelay: Duration

    /// Faults that are armed while the mangler runs; nil if none can be, so that only what those of the scenario may
    /// match is queued.
    package var added: AddedFaults?

    /// Makes a plan for queue 0.
    package init(faults: [ArmedFault], added: AddedFaults? = nil, networkDelay: Duration = .zero) {
        self.faults = faults
        self.added = added
        self.networkDelay = networkDelay
    }

    /// Whether no packet needs to be queued.
    var isIdle: Bool { packetFaults.isEmpty && networkDelay <= .zero && added == nil }

    /// Whether TCP goes through the queue of uncut packets first.
    ///
    /// If the faults need every packet of every connection, all would be sent on from there, so there is no such queue;
    /// nor where a fault may come that does.
    var sortsConnections: Bool {
        guard added == nil else { return false }
        let ofConnections = packetFaults.map(\.armed).filter { armed in
            let match = armed.match
            return (match.protocol == nil || match.protocol == .tcp) && match.name == nil && match.type == nil
        }
        return ofConnections.contains { !$0.isAlwaysSingle } || (networkDelay > .zero && ofConnections.isEmpty)
    }

    /// Whether connections may be let go once no fault needs them any more.
    ///
    /// The kernel tracks connections then. Tracking reassembles fragments, so no fault may match datagrams; and it
    /// accepts only one of two equal SYNs, so no fault may hold packets back. Where the network has a delay, no
    /// connection is let go, since its packets would pass without it.
    var letsConnectionsGo: Bool {
        networkDelay <= .zero && sortsConnections && packetFaults.contains { $0.armed.canEnd }
            && packetFaults.allSatisfy { $0.armed.match.protocol == .tcp && !$0.fault.holdsBack }
    }

    /// How much of single packets the faults need to see.
    var extent: PacketExtent {
        added == nil && packetFaults.allSatisfy { $0.fault.extent == .head } ? .head : .whole
    }

    /// The faults that edit packets, in the order of the scenario.
    var packetFaults: [(armed: ArmedFault, fault: any PacketFault)] {
        Self.packetFaults(of: faults)
    }

    static func packetFaults(of faults: [ArmedFault]) -> [(armed: ArmedFault, fault: any PacketFault)] {
        faults.compactMap { armed in (armed.fault as? any PacketFault).map { (armed, $0) } }
    }
}
