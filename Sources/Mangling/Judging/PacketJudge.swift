import Faults
import WireFormats

/// Decides what happens to each packet: bytes in, ruling and events out.
///
/// It knows neither kernel nor clock.
struct PacketJudge {
    /// A packet fault with what is precomputed for it; a class, so that iterating copies nothing.
    final class Suspect {
        let armed: ArmedFault
        let fault: any PacketFault
        let ofHeaders: HeaderMatch
        let asksForQuestion: Bool
        /// The segments of the current packet that it is going to spare, if it was asked about them.
        var spared: ArmedFault.SparedRun?

        init(_ armed: ArmedFault, _ fault: any PacketFault) {
            self.armed = armed
            self.fault = fault
            ofHeaders = armed.match.ofHeaders
            asksForQuestion = armed.match.asksForQuestion
        }

        func covers(_ packet: borrowing PacketFacts) -> Bool {
            ofHeaders.covers(packet) && (!asksForQuestion || armed.match.covers(packet))
        }
    }

    /// What is the same for all segments of a connection in one direction.
    struct Stream {
        /// The connection's number, which another connection between the same ends does not share.
        let number: Int
        let flow: FlowKey
        /// The faults that match the connection.
        let suspects: [Suspect]
    }

    private(set) var suspects: [Suspect]
    private let added: AddedFaults?
    /// How many of the added faults are among the suspects, or are none of packets.
    private var addedSeen = 0
    let letsConnectionsGo: Bool
    var flows = FlowTable()
    /// Two for each index of the connection table: from the node, then to it.
    private var streams: [Stream?] = []
    var log: DecisionLog
    /// Whether a packet ever had to wait for others; lanes are not needed before.
    private var isAnyOvertaken = false

    init(_ plan: ManglerPlan) {
        suspects = plan.packetFaults.map { Suspect($0.armed, $0.fault) }
        added = plan.added
        letsConnectionsGo = plan.letsConnectionsGo
        log = DecisionLog(limit: plan.maxRecordedDecisions)
    }

    /// Decisions that were left out of the timeline.
    var decisionsNotRecorded: Int { log.notRecorded }

    /// Decides about one packet; nil if it passes unchanged.
    ///
    /// Faults after one that drops the packet are not asked, as it never reaches them.
    ///
    /// - Parameters:
    ///   - bytes: the packet from its IP header on, untrusted.
    ///   - time: the time since the pull began.
    mutating func judge(
        _ bytes: UnsafeRawBufferPointer, time: Duration, record: (Event.Body) -> Void
    ) -> Ruling? {
        guard let headers = try? PacketHeaders(parsing: bytes) else { return Ruling(isUnparsable: true) }
        guard let direction = Direction(of: headers) else { return nil }
        takeAddedFaults()
        if let place = flows.connections.place(of: headers, direction) {
            flows.connections.measure(headers, at: place, direction)
            let stream = stream(of: place, headers, direction)
            guard !stream.suspects.isEmpty else { return nil }
            let packet = PacketFacts(headers: headers, direction: direction, service: place.service, dns: nil)
            return rule(
                about: packet, bytes, in: stream.flow, passed: place.bytes, by: stream.suspects, time: time,
                record: record
            )
        }
        let far = direction == .fromNode ? headers.destination : headers.source
        var packet = PacketFacts(headers: headers, direction: direction, service: Role(address: far), dns: nil)
        guard suspects.contains(where: { $0.ofHeaders.covers(packet) }) else { return nil }
        packet.dns = Self.question(in: bytes, of: packet)
        guard suspects.contains(where: { $0.covers(packet) }) else { return nil }
        let (flow, passed) = flows.flow(of: packet)
        return rule(about: packet, bytes, in: flow, passed: passed, by: suspects, time: time, record: record) {
            $0.covers(packet)
        }
    }

    /// Has faults that were armed meanwhile among the suspects, for connections that are open too.
    private mutating func takeAddedFaults() {
        guard let added, added.number != addedSeen else { return }
        let new = added.all.dropFirst(addedSeen)
        addedSeen += new.count
        suspects += ManglerPlan.packetFaults(of: Array(new)).map { Suspect($0.armed, $0.fault) }
        streams.removeAll(keepingCapacity: true)
    }

    /// Asks faults about one packet, in their order; nil if it passes unchanged.
    ///
    /// - Parameters:
    ///   - passed: bytes of payload that came before it in its flow and direction.
    ///   - isAsked: which faults to ask; all by default.
    mutating func rule(
        about packet: PacketFacts, _ bytes: UnsafeRawBufferPointer, in flow: FlowKey, passed: Int,
        by suspects: [Suspect], time: Duration, record: (Event.Body) -> Void,
        where isAsked: (Suspect) -> Bool = { _ in true }
    ) -> Ruling? {
        let isConnection = if case .connection = flow { true } else { false }
        var fate = PacketFate()
        var hits: [Ruling.Hit] = []
        for suspect in suspects where !fate.isDropped && isAsked(suspect) {
            guard suspect.fault.hasEffect(on: packet, bytes: bytes, after: fate) else {
                suspect.armed.noteUnaffected(bytes: passed, time: time)
                continue
            }
            guard
                var decision = suspect.armed.decide(
                    flow: flow, direction: packet.direction, bytes: passed, time: time, untilOver: isConnection
                )
            else { continue }
            guard decision.isHit else {
                log.spared(PacketOccurrence(packet, flow, decision.ordinal, suspect.armed), record: record)
                continue
            }
            fate.detail = nil
            suspect.fault.edit(&fate, of: packet, bytes: bytes, draw: &decision.draw)
            let done = fate.detail ?? (fate.isDropped ? "dropped" : "changed")
            hits.append(.init(fault: "faults[\(suspect.armed.ordinal)] \(suspect.armed.name)", fate: done))
            log.hit(PacketOccurrence(packet, flow, decision.ordinal, suspect.armed), fate: done, record: record)
        }
        isAnyOvertaken = isAnyOvertaken || fate.overtaking != nil
        guard isAnyOvertaken || !hits.isEmpty else { return nil }
        var ruling = hits.isEmpty ? .pass : Ruling(carryingOut: fate, bytes: bytes, headers: packet.headers)
        ruling.hits = hits
        if isAnyOvertaken { ruling.lane = Ruling.Lane(packet, flow) }
        return ruling
    }

    /// Finds out which faults match a connection, with its first segment, and remembers it.
    mutating func stream(
        of place: ConnectionTable.Place, _ headers: PacketHeaders, _ direction: Direction
    ) -> Stream {
        let index = place.connection * 2 + (direction == .fromNode ? 0 : 1)
        if index < streams.count, let known = streams[index], known.number == place.number { return known }
        let packet = PacketFacts(headers: headers, direction: direction, service: place.service, dns: nil)
        let stream = Stream(
            number: place.number, flow: .connection(to: place.service, number: place.number),
            suspects: suspects.filter { $0.covers(packet) }
        )
        while streams.count <= index { streams.append(nil) }
        streams[index] = stream
        return stream
    }

    private static func question(in bytes: UnsafeRawBufferPointer, of packet: PacketFacts) -> DNSDatagram? {
        guard packet.headers.transport == .udp, !packet.headers.isLaterFragment,
            Int(packet.servicePort) == dnsPort
        else { return nil }
        let payload = bytes.dropFirst(max(0, packet.headers.payloadOffset)).prefix(max(0, packet.headers.payloadLength))
        return DNSDatagram(parsing: UnsafeRawBufferPointer(rebasing: payload))
    }
}

extension Direction {
    /// Nil for a packet that neither comes from the node nor goes to it.
    init?(of headers: PacketHeaders) {
        if Role(address: headers.source) == .node {
            self = .fromNode
        } else if Role(address: headers.destination) == .node {
            self = .toNode
        } else {
            return nil
        }
    }
}
