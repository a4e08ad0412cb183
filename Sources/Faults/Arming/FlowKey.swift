import WireFormats

/// What stays the same from run to run about a stream of occurrences, so that a decision can be drawn from it.
///
/// An ephemeral port is never part of it. A and AAAA questions race, hence DNS flows are told apart by question.
package enum FlowKey: Hashable, Sendable, CustomStringConvertible {
    /// A question, however it is carried.
    case dns(name: String, type: String)
    /// The n-th connection to a role, from 1, in the order of their SYNs.
    case connection(to: Role, number: Int)
    /// Datagrams between the node and a role that are no DNS.
    case datagrams(with: Role, port: UInt16)
    /// Everything else between the node and a role, by protocol number.
    case packets(with: Role?, protocolNumber: UInt8)
    case resource(Resource)

    /// By what tells flows apart best: it is asked for each packet, and the words of roles would take longest.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .dns(let name, let type):
            hasher.combine(name)
            hasher.combine(type)
        case .connection(_, let number): hasher.combine(number)
        case .datagrams(_, let port): hasher.combine(port)
        case .packets(_, let number): hasher.combine(number)
        case .resource(let resource): hasher.combine(resource)
        }
    }

    package var description: String {
        switch self {
        case .dns(let name, let type): "dns \(name) \(type)"
        case .connection(let role, let number): "tcp \(role.rawValue) #\(number)"
        case .datagrams(let role, let port): "udp \(role.rawValue):\(port)"
        case .packets(let role, let number): "ip-\(number) \(role?.rawValue ?? "?")"
        case .resource(let resource): resource.name
        }
    }

    /// The same in every process and run, unlike `hashValue`.
    package var stableHash: UInt64 {
        switch self {
        case .dns(let name, let type):
            StableHash.of(name.utf8, StableHash.of(type.utf8, 1))
        case .connection(let role, let number):
            StableHash.mix(StableHash.of(role.rawValue.utf8, 2) ^ UInt64(bitPattern: Int64(number)))
        case .datagrams(let role, let port):
            StableHash.mix(StableHash.of(role.rawValue.utf8, 3) ^ UInt64(port))
        case .packets(let role, let number):
            StableHash.mix(StableHash.of((role?.rawValue ?? "?").utf8, 4) ^ UInt64(number))
        case .resource(let resource):
            StableHash.of(resource.name.utf8, 5)
        }
    }
}
