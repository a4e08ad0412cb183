/// Limits how many TCP connections the node may have with each service at once, as firewalls do (iptables' connlimit).
///
/// The SYN of one too many is dropped; TCP sends it again, so that it gets through once another connection is closed.
package struct LinkConnections: LinkFault {
    package static let name = "link.connections"
    package static let summary = "limit how many TCP connections there may be with each service"
    static let most = Parameter("most", .integer(in: 1...1000), "how many at once")
    package static let parameters: [any ParameterDeclaration] = [most]

    private let most: Int

    package init(_ fields: Fields) throws(LanguageError) {
        most = try fields.value(of: Self.most)
    }

    package var slots: [Slot] { [Slot("how many connections there may be")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [.script(.wire, apply: limit("-A"), undo: limit("-D"))],
            proofs: [.counter(.wire, script: MarkedRules.counter(), unit: "SYNs were dropped")]
        )
    }

    private func limit(_ change: String) -> String {
        [("iptables", 32), ("ip6tables", 128)].map { program, mask in
            MarkedRules.rule(
                program, change,
                "FORWARD -i \"$WIRE_NODE_LINK\" -p tcp --syn -m connlimit --connlimit-above \(most) "
                    + "--connlimit-mask \(mask) --connlimit-daddr -j DROP")
        }.joined(separator: "\n")
    }
}

extension InjectedFault {
    /// Limits how many TCP connections there may be with each service: `link.connections`.
    ///
    /// - Parameter most: how many at once, 1 to 1000.
    public static func linkConnections(most: Int) -> InjectedFault {
        InjectedFault(LinkConnections.self, LinkConnections.most(most))
    }
}
