/// Makes the path narrow: the router passes on no larger packet, and tells the sender or does not.
package struct LinkMTU: LinkFault {
    package static let name = "link.mtu"
    package static let summary = "let only smaller packets through the router"
    package static let parameters = [
        Parameter(
            "size", "a size such as '1280 B'", "of the largest IP packet, 1280 B (the least of IPv6) to 1499 B",
            isRequired: true),
        Parameter(
            "icmp", "passes or dropped",
            "whether the sender of a larger one is told by ICMP; passes without it. Dropped makes it a black hole"),
    ]
    package let sign = LinkSign.tooBig

    private let mtu: LinkPlan.MTU

    package init(_ fields: Fields) throws(LanguageError) {
        // RFC 8200 section 5.
        let size = try fields.required("size", "a size such as '1280 B'").byteSize(in: 1280...1499)
        let icmp = try fields.read("icmp") { (e) throws(LanguageError) in
            try e.word(PathMTUMessages.self, called: "fate of ICMP")
        }
        mtu = LinkPlan.MTU(size: size, isTold: icmp != .dropped)
    }

    package func edit(_ link: inout LinkPlan) { link.mtu = mtu }
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
    ///   - icmp: whether the sender of a larger one is told; it is without this.
    public static func linkMtu(_ size: Int, icmp: PathMTUMessages? = nil) -> InjectedFault {
        InjectedFault(LinkMTU.self, [("size", Units.exact(bytes: size)), ("icmp", icmp?.rawValue)])
    }
}
