import WireFormats

/// Writes another resolv.conf(5) for the node; what is not given stays as it was.
package struct NodeResolvConf: NodeFault {
    package static let name = "node.resolv-conf"
    package static let summary = "write another resolver configuration"
    package static let parameters = [
        Parameter(
            "nameservers", "a list of servers such as [silent, dns]",
            "at most 3 of: dns, which answers; silent, which takes questions over UDP and answers none; closed, where "
                + "nothing listens (ICMP port unreachable); an address of \(WorldAddress.ranges). [] leaves none, and "
                + "resolvers ask the node itself. Without it [dns]"),
        Parameter("search", "a list of domains such as [corp.test, test]", "at most 6; none without it"),
        Parameter(
            "options", "a list of options such as [timeout:1, ndots:5]",
            "as resolv.conf(5) has them; timeout is in seconds. Those of the scenario's node without it"),
    ]

    private let nameservers: [String]?
    private let search: [String]?
    private let options: [String]?

    package init(_ fields: Fields) throws(LanguageError) {
        nameservers = try fields.read("nameservers") { (element) throws(LanguageError) in
            try element.list(of: "servers such as [silent, dns]", atMost: ResolverConfiguration.most.nameservers) {
                (item) throws(LanguageError) in try Self.nameserver(item)
            }
        }
        search = try fields.read("search") { (element) throws(LanguageError) in
            try element.list(of: "domains such as [corp.test]", atMost: ResolverConfiguration.most.search) {
                (item) throws(LanguageError) in
                guard let domain = DNSName(try item.string()) else {
                    throw item.error("'\(try item.string().clipped)' is no domain; expected one such as corp.test")
                }
                return domain.description
            }
        }
        options = try fields.read("options") { (element) throws(LanguageError) in
            try element.list(of: "options such as [timeout:1]", atMost: 16, ResolverConfiguration.option)
        }
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

    /// Go's resolver looks at the file again once 5 s have passed since it last did (src/net/dnsclient_unix.go,
    /// `tryUpdate`) and tells nobody; a command that starts afresh reads it at once.
    package func change(of world: HealthyWorld) -> WorldChange {
        let broken = resolver(insteadOf: world.resolver)
        return WorldChange(
            [.script(.node, apply: Self.write(broken), undo: Self.write(world.resolver))],
            daemonDelay: .seconds(5),
            proofs: [
                .event { event in
                    if case .dns(let exchange) = event { "\(exchange.name) was asked for" } else { nil }
                },
                // A server that is not of the run is asked unseen; what the network says of it comes back as an error.
                .failedCall(
                    [.connectionRefused, .networkUnreachable, .hostUnreachable].map {
                        FailedCallPattern($0, calls: FailedCallPattern.exchanging)
                    }),
            ]
        )
    }

    private static func write(_ resolver: ResolverConfiguration) -> String {
        "printf %s \(ShellWord.quoted(resolver.text)) >/etc/resolv.conf"
    }

    private static func nameserver(_ element: Element) throws(LanguageError) -> String {
        let text = try element.string()
        if text == Role.dns.rawValue { return Role.dns.ipv4 }
        if let host = WorldAddress(rawValue: text) { return host.ipv4 }
        let words = [Role.dns.rawValue] + WorldAddress.allCases.map(\.rawValue)
        return "\(try WorldAddress.literal(element, or: words))"
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
            NodeResolvConf.self, lists: [("nameservers", nameservers), ("search", search), ("options", options)])
    }
}
