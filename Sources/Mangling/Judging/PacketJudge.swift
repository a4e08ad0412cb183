import Faults
import WireFormats

/// Decides what happens to each packet: bytes in, ruling and events out; knows no kernel and no clock.
struct PacketJudge {
    /// A class, so that going through them copies nothing.
    final class Suspect {
        let armed: ArmedFault
        let fault: any PacketFault
        let match: Match
        /// The match without its questions about DNS, to find out whether the datagram has to be read at all.
        let coarseMatch: Match

        init(_ armed: ArmedFault, _ fault: any PacketFault) {
            self.armed = armed
            self.fault = fault
            match = armed.match
            var match = match
            match.name = nil
            match.type = nil
            coarseMatch = match
        }
    }

    let suspects: [Suspect]
    let letsConnectionsGo: Bool
    var flows = FlowTable()
    private var log: DecisionLog
    /// Some packet was told to wait for others; until then nobody asks what goes before what.
    private var isAnyOvertaken = false

    init(_ plan: ManglerPlan) {
        suspects = plan.packetFaults.map { Suspect($0.armed, $0.fault) }
        letsConnectionsGo = plan.letsConnectionsGo
        log = DecisionLog(limit: plan.maxRecordedDecisions)
    }

    /// Decisions that did not go into the timeline.
    var decisionsNotRecorded: Int { log.notRecorded }

    /// Rules about one packet; faults after one that drops it are not asked, as it never gets to them.
    ///
    /// - Parameters:
    ///   - bytes: the packet from its IP header on, of unknown truth.
    ///   - time: since the pull began; asked only if a fault matches.
    mutating func judge(
        _ bytes: UnsafeRawBufferPointer, time: () -> Duration, record: (Event.Body) -> Void
    ) -> Ruling {
        guard let headers = try? PacketHeaders(parsing: bytes) else { return Ruling(isUnparsable: true) }
        guard var packet = Self.facts(of: headers) else { return .pass }
        let place = flows.place(of: packet)
        guard suspects.contains(where: { $0.coarseMatch.covers(packet) }) else { return .pass }
        if place == nil {
            packet.dns = Self.question(in: bytes, of: packet)
            guard suspects.contains(where: { $0.match.covers(packet) }) else { return .pass }
        }

        let (flow, passed) = flows.flow(of: packet, place)
        return rule(about: packet, bytes, flow: flow, passed: passed, time: time(), record: record)
    }

    /// Asks the faults about one packet, in their order.
    ///
    /// - Parameters:
    ///   - passed: bytes of payload before it in its flow and direction.
    ///   - isAsked: leaves faults out; none without it.
    mutating func rule(
        about packet: PacketFacts, _ bytes: UnsafeRawBufferPointer, flow: FlowKey, passed: Int, time: Duration,
        record: (Event.Body) -> Void, where isAsked: (Suspect) -> Bool = { _ in true }
    ) -> Ruling {
        let isConnection = if case .connection = flow { true } else { false }
        var fate = PacketFate()
        var hits: [Ruling.Hit] = []
        for suspect in suspects where !fate.isDropped && suspect.match.covers(packet) && isAsked(suspect) {
            guard suspect.fault.hasEffect(on: packet, bytes: bytes, after: fate),
                var decision = suspect.armed.decide(
                    flow: flow, direction: packet.direction, bytes: passed, time: time, untilOver: isConnection
                )
            else { continue }
            let occurrence = PacketOccurrence(
                flow: flow, direction: packet.direction, ordinal: decision.ordinal, fault: suspect.armed.ordinal,
                name: suspect.armed.name, length: packet.headers.packetLength
            )
            guard decision.isHit else {
                log.spared(occurrence, record: record)
                continue
            }
            fate.detail = nil
            suspect.fault.edit(&fate, of: packet, bytes: bytes, draw: &decision.draw)
            let done = fate.detail ?? (fate.isDropped ? "dropped" : "changed")
            hits.append(.init(fault: "faults[\(suspect.armed.ordinal)] \(suspect.armed.name)", fate: done))
            log.hit(occurrence, fate: done, record: record)
        }
        var ruling = hits.isEmpty ? .pass : Ruling(carryingOut: fate, bytes: bytes, headers: packet.headers)
        ruling.hits = hits
        isAnyOvertaken = isAnyOvertaken || fate.overtaking != nil
        if isAnyOvertaken { ruling.lane = Ruling.Lane(packet, flow) }
        return ruling
    }

    /// Nil for a packet that neither comes from the node nor goes there.
    static func facts(of headers: PacketHeaders) -> PacketFacts? {
        if Role(address: headers.source) == .node {
            return PacketFacts(
                headers: headers, direction: .fromNode, service: Role(address: headers.destination), dns: nil
            )
        }
        guard Role(address: headers.destination) == .node else { return nil }
        return PacketFacts(headers: headers, direction: .toNode, service: Role(address: headers.source), dns: nil)
    }

    private static func question(in bytes: UnsafeRawBufferPointer, of packet: PacketFacts) -> DNSDatagram? {
        guard packet.headers.transport == .udp, !packet.headers.isLaterFragment,
            Int(packet.servicePort) == dnsPort
        else { return nil }
        let payload = bytes.dropFirst(max(0, packet.headers.payloadOffset)).prefix(max(0, packet.headers.payloadLength))
        return DNSDatagram(parsing: UnsafeRawBufferPointer(rebasing: payload))
    }
}
