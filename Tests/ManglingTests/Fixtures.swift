import Faults
import Synchronization
import Testing
import WireFormats

@testable import Mangling

/// A fault made from its parameters, as in a scenario.
func fault(_ name: String, _ parameters: KeyValuePairs<String, String> = [:]) throws -> any Fault {
    let start = Position(line: 1, column: 1)
    let entries = parameters.map { key, value in
        Element.Entry(
            key: key, keyPosition: start,
            value: Element(.scalar(value, isPlain: true), at: start, path: key)
        )
    }
    let fields = try Fields(
        of: Element(.mapping(entries), at: start, path: ""), known: parameters.map(\.key), what: "fault")
    let type = try #require(FaultCatalog.fault(named: name))
    return try type.init(fields)
}

/// An armed packet fault.
func armed(
    _ name: String, _ parameters: KeyValuePairs<String, String> = [:], ordinal: Int = 0, seed: UInt64 = 1,
    match edit: (inout Match) -> Void = { _ in }, when editTrigger: (inout Trigger) -> Void = { _ in }
) throws -> ArmedFault {
    var match = Match()
    edit(&match)
    var trigger = Trigger()
    editTrigger(&trigger)
    return ArmedFault(try fault(name, parameters), ordinal: ordinal, match: match, trigger: trigger, seed: seed)
}

/// Collects events from any thread.
final class EventLog: Sendable {
    private let log = Mutex<[Event.Body]>([])

    var events: [Event.Body] { log.withLock { $0 } }

    var decisions: [PacketDecision] {
        events.compactMap { if case .packet(let decision) = $0 { decision } else { nil } }
    }

    var firings: [FaultFiring] {
        events.compactMap { if case .fault(let firing) = $0 { firing } else { nil } }
    }

    var sink: EventSink { { event in self.log.withLock { $0.append(event) } } }
}

/// Packets between roles.
enum Packets {
    static func address(_ role: Role, v6: Bool = false) throws -> IPAddress {
        try #require(IPAddress(v6 ? role.ipv6 : role.ipv4))
    }

    static func udp(
        from source: Role, _ sourcePort: UInt16, to destination: Role, _ port: UInt16, _ payload: [UInt8] = [1, 2, 3],
        v6: Bool = false
    ) throws -> [UInt8] {
        PacketBuilder.udp(
            source: try address(source, v6: v6), destination: try address(destination, v6: v6), sourcePort: sourcePort,
            destinationPort: port, payload: payload
        )
    }

    static func tcp(
        from source: Role, _ sourcePort: UInt16, to destination: Role, _ port: UInt16, sequence: UInt32,
        acknowledgment: UInt32 = 0, _ flags: TCPFlags, _ payload: [UInt8] = [], v6: Bool = false
    ) throws -> [UInt8] {
        PacketBuilder.tcp(
            source: try address(source, v6: v6), destination: try address(destination, v6: v6), sourcePort: sourcePort,
            destinationPort: port, sequence: sequence, acknowledgment: acknowledgment, flags: flags, payload: payload
        )
    }

    /// A DNS question (RFC 1035) from an ephemeral port of the node, followed by padding.
    static func question(
        _ name: String, type: UInt16, port: UInt16 = 40_000, id: UInt16 = 7, padding: Int = 0, v6: Bool = false
    ) throws -> [UInt8] {
        let message = dns(name, type: type, id: id, flags: 0x01) + [UInt8](repeating: 0, count: padding)
        return try udp(from: .node, port, to: .dns, 53, message, v6: v6)
    }

    static func answer(_ name: String, type: UInt16, port: UInt16 = 40_000, id: UInt16 = 7) throws -> [UInt8] {
        try udp(from: .dns, 53, to: .node, port, dns(name, type: type, id: id, flags: 0x81))
    }

    private static func dns(_ name: String, type: UInt16, id: UInt16, flags: UInt8) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(id >> 8), UInt8(id & 0xff), flags, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        for label in name.split(separator: ".") { bytes += [UInt8(label.utf8.count)] + Array(label.utf8) }
        return bytes + [0, UInt8(type >> 8), UInt8(type & 0xff), 0, 1]
    }
}

extension PacketJudge {
    /// Judges whole packets at time zero.
    mutating func judge(_ packet: [UInt8], time: Duration = .zero, into log: EventLog = EventLog()) -> Ruling {
        packet.withUnsafeBytes { judge($0, time: time, record: log.sink) } ?? .pass
    }
}
