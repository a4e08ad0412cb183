/// Lets the router forget the TCP connections that there are, as a firewall or a NAT does that was started again.
///
/// New connections pass. Without `once` and `after` it happens before the puller starts, when there is nothing to forget.
package struct LinkStateLost: LinkFault {
    package static let name = "link.state-lost"
    package static let summary = "let the router forget the TCP connections that there are"
    static let answer = Parameter(
        "answer", .word(StatelessAnswer.self, called: "answer"), default: .reset,
        "what the router says to packets of a connection that it does not know")
    static let after = Parameter(
        "after", .duration(in: Units.durations), default: .zero,
        "when it forgets, from the start of the pull or from the event of `once`")
    package static let parameters: [any ParameterDeclaration] = [answer, after]

    private let answer: StatelessAnswer
    private let after: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        answer = try fields.value(of: Self.answer)
        after = try fields.value(of: Self.after)
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [.script(.wire, apply: rules("-I"), undo: rules("-D"))],
            times: after == .zero ? nil : Recurrence(after: after, lasting: Self.longest),
            proofs: [
                .counter(
                    .wire, script: MarkedRules.counter(in: .filter), unit: "packets of forgotten connections came",
                    from: .change)
            ]
        )
    }

    /// It lasts as long as any pull may.
    private static let longest = Units.durations.upperBound

    /// A bit of the connection's mark that the packet mangler leaves alone.
    private static let known = "0x10000000/0x10000000"

    /// Connections that begin from now on are known by a mark; what belongs to another is answered.
    private func rules(_ change: String) -> String {
        let target = answer == .reset ? "REJECT --reject-with tcp-reset" : "DROP"
        return ["iptables", "ip6tables"].flatMap { program in
            [
                MarkedRules.rule(program, change, "FORWARD -p tcp --syn -j CONNMARK --set-xmark \(Self.known)"),
                MarkedRules.rule(
                    program, change, "FORWARD -p tcp -m connmark ! --mark \(Self.known) -j \(target)", in: .filter),
            ]
        }.joined(separator: "\n")
    }
}

/// What a router says to packets of a connection that it has forgotten.
public enum StatelessAnswer: String, Sendable, CaseIterable {
    /// RST to the sender.
    case reset
    /// Nothing.
    case dropped
}

extension InjectedFault {
    /// Lets the router forget the TCP connections that there are: `link.state-lost`.
    ///
    /// - Parameters:
    ///   - answer: what it says to their packets; a RST without this.
    ///   - after: when it forgets, from the start of the pull, up to 24 h.
    public static func linkStateLost(answer: StatelessAnswer? = nil, after: Duration? = nil) -> InjectedFault {
        InjectedFault(LinkStateLost.self, LinkStateLost.answer(answer), LinkStateLost.after(after))
    }
}
