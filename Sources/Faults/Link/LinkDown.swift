/// Takes the carrier off the node's link for a time, once or again and again, as a loose cable does.
///
/// The node's kernel sees it. To lose packets and keep the carrier, `packet.drop` with `after` and `for` is there.
package struct LinkDown: LinkFault {
    package static let name = "link.down"
    package static let summary = "take the carrier off the node's link for a time"
    package static let parameters = [
        Parameter(
            "after", "a duration such as '1 s'", "when it first goes, from the start of the pull; 0 s without it"),
        Parameter("for", "a duration such as '2 s'", "how long it is gone, 100 ms to 10 min", isRequired: true),
        Parameter(
            "every", "a duration such as '6 s'", "from one time to the next, longer than `for`; once without it"),
    ]
    package let sign = LinkSign.outage

    private let outages: LinkPlan.Outages

    package init(_ fields: Fields) throws(LanguageError) {
        let after = try fields.read("after") { (e) throws(LanguageError) in try e.duration() } ?? .zero
        let lasting = try fields.required("for", "a duration such as '2 s'")
            .duration(in: .milliseconds(100) ... .seconds(600))
        let every = try fields.read("every") { (e) throws(LanguageError) in
            try e.duration(in: lasting + .milliseconds(100) ... .seconds(3600))
        }
        outages = LinkPlan.Outages(after: after, lasting: lasting, every: every)
    }

    package func edit(_ link: inout LinkPlan) { link.outages = outages }
}

extension InjectedFault {
    /// Takes the carrier off the node's link for a time: `link.down`.
    ///
    /// - Parameters:
    ///   - after: when it first goes, from the start of the pull; at once without it.
    ///   - lasting: how long it is gone, 100 ms to 10 min.
    ///   - every: from one time to the next; once without it.
    public static func linkDown(
        after: Duration? = nil, for lasting: Duration, every: Duration? = nil
    ) -> InjectedFault {
        InjectedFault(
            LinkDown.self,
            [
                ("after", after.map { Units.exact($0) }), ("for", Units.exact(lasting)),
                ("every", every.map { Units.exact($0) }),
            ])
    }
}
