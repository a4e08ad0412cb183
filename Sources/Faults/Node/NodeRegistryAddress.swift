import SystemCalls
import WireFormats

/// Has the puller pull from a wrong address, as somebody does who mistypes the name or the port of the registry.
package struct NodeRegistryAddress: NodeFault {
    package static let name = "node.registry-address"
    package static let summary = "pull from a wrong host or a wrong port"
    static let host = Parameter(
        "host", hostName, otherwise: "the registry's", "the name that stands in the reference")
    static let port = Parameter(
        "port", .integer(in: 1...65_535), otherwise: "the one of HTTPS", "the port that stands in the reference")
    /// Without a dot it would be the first part of a repository (distribution, reference/normalize.go).
    private static let hostName = ValueKind<String>.words(
        [], or: "a host name such as registri.test", pattern: #"[a-z0-9-]+(\.[a-z0-9-]+)+"#
    ) { (element) throws(LanguageError) in
        let text = try element.string()
        guard text.contains("."), DNSName(text) != nil, Role.services.allSatisfy({ $0.hostName != text }) else {
            throw element.error("'\(text.clipped)' is no wrong host name; expected one such as registri.test")
        }
    }
    package static let parameters: [any ParameterDeclaration] = [host, port]

    private let host: String?
    private let port: Int?

    package init(_ fields: Fields) throws(LanguageError) {
        host = try fields.value(of: Self.host)
        port = try fields.value(of: Self.port)
        guard host != nil || port != nil else {
            throw fields.element.error("nothing is changed; expected host or port")
        }
        if let port, host == nil, Self.servedPorts.contains(port) {
            throw fields.error(about: Self.port, "the registry may listen on \(port); expected another port")
        }
    }

    /// The ports at which hosts of a run listen.
    private static let servedPorts: Set<Int> = [80, 443]

    package var slots: [Slot] { [Slot("the registry's address")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        let name = host ?? Role.registry.hostName
        return WorldChange(
            [.reference(WrongReference(registry: port.map { "\(name):\($0)" } ?? name))],
            proofs: [
                host.map { host in
                    .event { event in
                        guard case .dns(let exchange) = event, exchange.name == host else { return nil }
                        return "\(exchange.name) was asked for"
                    }
                } ?? .counter(.node, script: Self.failed, unit: "connections were refused")
            ])
    }

    /// Connections that ended before they were established (RFC 4022, `tcpAttemptFails`).
    private static let failed = "awk '/^Tcp: [0-9]/ { print $8 }' /proc/net/snmp"
}

extension InjectedFault {
    /// Has the puller pull from a wrong address: `node.registry-address`.
    ///
    /// - Parameters:
    ///   - host: a name that no host of the run has.
    ///   - port: neither 80 nor 443.
    public static func nodeRegistryAddress(host: String? = nil, port: Int? = nil) -> InjectedFault {
        InjectedFault(
            NodeRegistryAddress.self, NodeRegistryAddress.host(host), NodeRegistryAddress.port(port))
    }
}
