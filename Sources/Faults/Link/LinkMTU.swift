/// Makes the path narrow: the router passes on no larger packet, and tells the sender or does not.
package struct LinkMTU: LinkFault {
    package static let name = "link.mtu"
    package static let summary = "let only smaller packets through the router"
    /// The least is that of IPv6 (RFC 8200 section 5), the largest less than that of the links.
    static let size = Parameter(
        "size", .size(in: 1280...1499), "of the largest IP packet; 1280 B is the least of IPv6")
    static let icmp = Parameter(
        "icmp", .word(PathMTUMessages.self, called: "fate of ICMP"), default: .passes,
        "whether the sender of a larger one gets an ICMP error; dropped makes it a black hole")
    package static let parameters: [any ParameterDeclaration] = [size, icmp]

    private let size: Int
    private let icmp: PathMTUMessages

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
        icmp = try fields.value(of: Self.icmp)
    }

    package var slots: [Slot] { [Slot("the MTU of the links")] }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard let usual = world.mtu, size >= usual else { return nil }
        return FaultObjection(
            "size", "the network passes on packets of \(usual) B at most without this fault; expected less than that")
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [
                .script(.wire, apply: messages("-A"), undo: messages("-D")),
                .script(.wire, apply: Self.limit(to: size), undo: Self.limit(to: world.mtu)),
            ],
            proofs: [.counter(.wire, script: MarkedRules.counter(), unit: "packets were too big")]
        )
    }

    /// Writes the routes of the router's devices anew; `lock`, or IPv6 would not heed it when it forwards (ip-route(8)).
    ///
    /// - Parameter size: of the largest IP packet in bytes; nil for what the devices carry.
    package static func limit(to size: Int?) -> String {
        let change = size.map { "$route mtu lock \($0)" } ?? "$route"
        return """
            for device in $WIRE_LINKS; do
                for family in -4 -6; do
                    ip $family -o route show dev $device proto kernel | grep -v ^fe80 \\
                        | sed 's/ mtu lock [0-9]*//' | while read -r route; do
                        ip $family route replace \(change) dev $device proto kernel
                    done
                done
            done
            """
    }

    /// Rules that count the messages by which the router tells that a packet is too big, and let them pass or not.
    private func messages(_ change: String) -> String {
        let fate = icmp == .passes ? "ACCEPT" : "DROP"
        return [
            MarkedRules.rule(
                "iptables", change, "OUTPUT -p icmp --icmp-type fragmentation-needed -j \(fate)"),
            MarkedRules.rule("ip6tables", change, "OUTPUT -p icmpv6 --icmpv6-type packet-too-big -j \(fate)"),
        ].joined(separator: "\n")
    }
}

/// What becomes of the messages by which senders learn of a path's MTU (RFC 1191, RFC 8201).
public enum PathMTUMessages: String, Sendable, CaseIterable {
    /// They arrive, and senders make their packets smaller.
    case passes
    /// A firewall drops them, and large packets vanish.
    case dropped
}

extension InjectedFault {
    /// Lets only smaller packets through the router: `link.mtu`.
    ///
    /// - Parameters:
    ///   - size: of the largest IP packet in bytes, 1280 to 1499.
    ///   - icmp: whether the sender of a larger one gets an ICMP error; it does without this.
    public static func linkMtu(_ size: Int, icmp: PathMTUMessages? = nil) -> InjectedFault {
        InjectedFault(LinkMTU.self, LinkMTU.size(size), LinkMTU.icmp(icmp))
    }
}
