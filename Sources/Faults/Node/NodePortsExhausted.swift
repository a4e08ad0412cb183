/// Takes all ephemeral ports of the node, so that nothing can be bound without naming a port.
package struct NodePortsExhausted: NodeFault {
    package static let name = "node.ports-exhausted"
    package static let summary = "take all of the node's ephemeral ports"
    package static let parameters = [
        Parameter(
            "protocol", "udp or tcp",
            "whose ports are taken: connect(2) over UDP meets EAGAIN, over TCP EADDRNOTAVAIL", isRequired: true)
    ]
    package let sign = NodeSign.noPort

    private let ports: PortProtocol

    package init(_ fields: Fields) throws(LanguageError) {
        ports = try fields.required("protocol", "udp or tcp").word(called: "protocol")
    }

    package func edit(_ node: inout NodePlan) { node.takenPorts = ports }
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
        InjectedFault(NodePortsExhausted.self, [("protocol", ports.rawValue)])
    }
}
