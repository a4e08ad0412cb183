import WireFormats

/// The identity of a flow, which is the same in every run, so that decisions can be drawn from it.
///
/// An ephemeral port is never part of it. A and AAAA questions race, so each DNS question is a flow of its own.
package enum FlowKey: Hashable, Sendable, CustomStringConvertible {
    /// A DNS question, over UDP or TCP.
    case dns(name: String, type: String)
    /// The n-th connection to a role, from 1, in the order of their SYNs.
    case connection(to: Role, number: Int)
    /// Datagrams between the node and a role that are not DNS.
    case datagrams(with: Role, port: UInt16)
    /// Everything else between the node and a role, by protocol number.
    case packets(with: Role?, protocolNumber: UInt8)
    case resource(Resource)
    /// The handshakes with a host, in the order in which clients begin them.
    case handshake(with: Role)
    /// The requests of one kind to the disk under the puller's storage.
    case disk(DiskOperation)
    /// System calls that do the same, of all processes of the puller.
    case calls(SystemCallMatch.Call)

    /// Hashes only what tells flows apart best: this runs for each packet, and hashing the names of roles would take
    /// longest.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .dns(let name, let type):
            hasher.combine(name)
            hasher.combine(type)
        case .connection(_, let number): hasher.combine(number)
        case .datagrams(_, let port): hasher.combine(port)
        case .packets(_, let number): hasher.combine(number)
        case .resource(let resource): hasher.combine(resource)
        case .handshake(let role): hasher.combine(role)
        case .disk(let operation): hasher.combine(operation)
        case .calls(let call): hasher.combine(call)
        }
    }

    package var description: String {
        switch self {
        case .dns(let name, let type): "dns \(name) \(type)"
        case .connection(let role, let number): "tcp \(role.rawValue) #\(number)"
        case .datagrams(let role, let port): "udp \(role.rawValue):\(port)"
        case .packets(let role, let number): "ip-\(number) \(role?.rawValue ?? "?")"
        case .resource(let resource): resource.name
        case .handshake(let role): "handshake \(role.rawValue)"
        case .disk(let operation): "disk \(operation.rawValue)"
        case .calls(let call): "call \(call.rawValue)"
        }
    }

    /// A hash that is the same in every process and run, unlike `hashValue`.
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
        case .handshake(let role):
            StableHash.of(role.rawValue.utf8, 6)
        case .disk(let operation):
            StableHash.of(operation.rawValue.utf8, 7)
        case .calls(let call):
            StableHash.of(call.rawValue.utf8, 8)
        }
    }
}
