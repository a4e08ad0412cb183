import SystemCalls
import WireFormats

/// Writes another resolv.conf(5) for the node; what is not given stays as it was.
package struct NodeResolvConf: NodeFault {
    package static let name = "node.resolv-conf"
    package static let summary = "write another resolver configuration"
    static let nameservers = Parameter(
        "nameservers",
        .list(
            of: WorldAddress.kind(orOneOf: [Role.dns.rawValue] + WorldAddress.allCases.map(\.rawValue)),
            "servers such as [silent, dns]", counts: 0...ResolverConfiguration.most.nameservers),
        otherwise: "[dns]",
        "dns answers; silent takes questions over UDP and answers none; at closed nothing listens (ICMP port unreachable). "
            + "[] leaves none, and resolvers ask the node itself")
    static let search = Parameter(
        "search",
        .list(
            of: ResolverConfiguration.domain, "domains such as [corp.test]",
            counts: 0...ResolverConfiguration.most.search),
        otherwise: "none", "the domains that are tried behind a name")
    static let options = Parameter(
        "options", ResolverConfiguration.optionList, otherwise: "those of the scenario's node",
        "as resolv.conf(5) has them, as in timeout:1, in seconds")
    package static let parameters: [any ParameterDeclaration] = [nameservers, search, options]

    private let nameservers: [String]?
    private let search: [String]?
    private let options: [String]?

    package init(_ fields: Fields) throws(LanguageError) {
        nameservers = try fields.value(of: Self.nameservers)?.compactMap { word in
            WorldAddress.addresses(of: word).first?.description
        }
        search = try fields.value(of: Self.search)?.compactMap { DNSName($0)?.description }
        options = try fields.value(of: Self.options)
        guard nameservers != nil || search != nil || options != nil else {
            throw fields.element.error("nothing is changed; expected nameservers, search or options")
        }
    }

    /// What stands in the file instead.
    package func resolver(insteadOf healthy: ResolverConfiguration) -> ResolverConfiguration {
        var resolver = healthy
        if let nameservers { resolver.nameservers = nameservers }
        if let search { resolver.search = search }
        if let options { resolver.options = options }
        return resolver
    }

    package var slots: [Slot] {
        [("name servers", nameservers), ("search domains", search), ("options", options)]
            .compactMap { name, value in value.map { _ in Slot("the \(name) of resolv.conf") } }
    }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard resolver(insteadOf: world.resolver) == world.resolver else { return nil }
        return FaultObjection(
            nameservers != nil ? "nameservers" : search != nil ? "search" : "options",
            "resolv.conf says the same without this fault; expected something else")
    }

    /// Go's resolver looks at the file again once 5 s have passed since it last did (src/net/dnsclient_unix.go,
    /// `tryUpdate`) and does not say so; a command that starts afresh reads it at once.
    package func change(of world: HealthyWorld) -> WorldChange {
        let broken = resolver(insteadOf: world.resolver)
        return WorldChange(
            [.script(.node, apply: Self.write(broken), undo: Self.write(world.resolver))],
            daemonDelay: .seconds(5), writes: [Self.path],
            proofs: [
                .event { event in
                    if case .dns(let exchange) = event { "\(exchange.name) was asked for" } else { nil }
                },
                // A server that is not of the run is asked unseen; what the network says of it comes back as an error.
                .failedCall(
                    [.connectionRefused, .networkUnreachable, .hostUnreachable].map {
                        FailedCallFilter($0, from: .exchanging)
                    }),
                // glibc learns of it from poll(2), which does not fail (resolv/res_send.c, `send_dg`).
                .counter(.node, script: Self.refused, unit: "ICMP messages said that nothing listens there"),
            ]
        )
    }

    /// ICMP messages "destination unreachable" that the node got (RFC 4293, `icmpStatsInDestUnreachs`).
    private static let refused = """
        awk '/^Icmp: [0-9]/ { print $5 }' /proc/net/snmp
        awk '/^Icmp6InDestUnreachs/ { print $2 }' /proc/net/snmp6
        """

    private static let path = "/etc/resolv.conf"

    private static func write(_ resolver: ResolverConfiguration) -> String {
        "printf %s \(ShellWord.quoted(resolver.text)) >\(path)"
    }
}

extension InjectedFault {
    /// Writes another resolver configuration: `node.resolv-conf`.
    ///
    /// - Parameters:
    ///   - nameservers: at most 3 of `dns`, `silent`, `closed` and addresses of this world; none leaves no server.
    ///   - search: at most 6 domains.
    ///   - options: as resolv.conf(5) has them, as in `timeout:1`.
    public static func nodeResolvConf(
        nameservers: [String]? = nil, search: [String]? = nil, options: [String]? = nil
    ) -> InjectedFault {
        InjectedFault(
            NodeResolvConf.self, NodeResolvConf.nameservers(nameservers), NodeResolvConf.search(search),
            NodeResolvConf.options(options))
    }
}
