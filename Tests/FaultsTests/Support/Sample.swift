import Faults
import Testing
import WireFormats

/// A packet as the mangler sees it.
struct Sample {
    let bytes: [UInt8]
    let facts: PacketFacts

    /// - Parameter payload: a DNS message when a port is 53.
    static func udp(
        from source: Role, to destination: Role, port: UInt16 = 53, payload: [UInt8] = [1, 2, 3, 4], v6: Bool = false
    ) throws -> Sample {
        try Sample(source: source, destination: destination, v6: v6) { sourceAddress, destinationAddress in
            PacketBuilder.udp(
                source: sourceAddress, destination: destinationAddress,
                sourcePort: source == .node ? 40_000 : port, destinationPort: source == .node ? port : 40_000,
                payload: payload
            )
        }
    }

    static func tcp(
        from source: Role, to destination: Role, port: UInt16 = 443, payload: [UInt8] = [], v6: Bool = false
    ) throws -> Sample {
        try Sample(source: source, destination: destination, v6: v6) { sourceAddress, destinationAddress in
            PacketBuilder.tcp(
                source: sourceAddress, destination: destinationAddress,
                sourcePort: source == .node ? 40_000 : port, destinationPort: source == .node ? port : 40_000,
                sequence: 1000, flags: .ack, payload: payload
            )
        }
    }

    static func question(_ name: String, _ type: DNSRecordType = .a, v6: Bool = false) throws -> Sample {
        let question = DNSQuestion(name: try #require(DNSName(name)), type: type)
        return try udp(from: .node, to: .dns, payload: DNSMessage(id: 7, questions: [question]).encoded(), v6: v6)
    }

    private init(
        source: Role, destination: Role, v6: Bool, build: (IPAddress, IPAddress) -> [UInt8]
    ) throws {
        let addresses = try [source, destination].map { try #require(IPAddress(v6 ? $0.ipv6 : $0.ipv4)) }
        bytes = build(addresses[0], addresses[1])
        let headers = try PacketHeaders(parsing: bytes)
        let payload = Array(bytes[headers.payloadRange])
        facts = PacketFacts(
            headers: headers, direction: source == .node ? .fromNode : .toNode,
            service: source == .node ? destination : source,
            dns: headers.transport == .udp ? DNSDatagram(parsing: payload) : nil
        )
    }

    var payload: [UInt8] { Array(bytes[facts.headers.payloadRange]) }
}

extension PacketFault {
    /// The fate of a packet that this fault hits.
    func fate(of sample: Sample, after earlier: PacketFate = PacketFate(), seed: UInt64 = 1) -> PacketFate {
        var fate = earlier
        var draw = Draw(seed: seed)
        sample.bytes.withUnsafeBytes { edit(&fate, of: sample.facts, bytes: $0, draw: &draw) }
        return fate
    }
}
