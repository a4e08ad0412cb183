import SystemCalls

/// Takes all ephemeral ports of the node, so that nothing can be bound without naming a port.
package struct NodePortsExhausted: NodeFault {
    package static let name = "node.ports-exhausted"
    package static let summary = "take all of the node's ephemeral ports"
    static let ports = Parameter(
        "protocol", .word(PortProtocol.self, called: "protocol"),
        "whose ports are taken: connect(2) over UDP meets EAGAIN, over TCP EADDRNOTAVAIL")
    package static let parameters: [any ParameterDeclaration] = [ports]

    private let ports: PortProtocol

    package init(_ fields: Fields) throws(LanguageError) {
        ports = try fields.value(of: Self.ports)
    }

    package var slots: [Slot] { [Slot("the ephemeral ports of \(ports.rawValue)")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [
                .heldPorts(ports, Self.fewPorts),
                .script(.node, apply: Self.choose(from: Self.fewPorts), undo: Self.choose(from: Self.usualPorts)),
            ],
            // Of UDP, connect(2) says EAGAIN; bind(2) says EADDRINUSE for either.
            proofs: [
                .failedCall([
                    FailedCallFilter(ports == .udp ? .again : .addressNotAvailable, from: [.connect]),
                    FailedCallFilter(.addressInUse, from: [.bind]),
                ])
            ]
        )
    }

    /// Few, so that they are quickly held, and above the usual ones.
    private static let fewPorts = 61_000...61_031

    /// What a kernel chooses from by default (ip-sysctl: ip_local_port_range).
    private static let usualPorts = 32_768...60_999

    private static func choose(from ports: ClosedRange<Int>) -> String {
        "echo \(ports.lowerBound) \(ports.upperBound) >/proc/sys/net/ipv4/ip_local_port_range"
    }
}

/// A protocol over IP that has ports.
public enum PortProtocol: String, Sendable, CaseIterable {
    /// User datagrams, as DNS uses them first.
    case udp
    /// Connections, as HTTP and TLS use them.
    case tcp
}

extension InjectedFault {
    /// Takes all of the node's ephemeral ports of a protocol: `node.ports-exhausted`.
    public static func nodePortsExhausted(_ ports: PortProtocol) -> InjectedFault {
        InjectedFault(NodePortsExhausted.self, NodePortsExhausted.ports(ports))
    }
}
