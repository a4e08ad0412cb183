import Faults

/// Pullers that a scenario leaves out, such as those that fetch one blob at a time if the fault needs several.
package struct Exemption: Sendable {
    /// The pullers that are left out; one or more.
    package let pullers: [PullerSelector]
    /// The reason, for reports.
    package let because: String

    /// The id of the trait for which they are left out, as in `no-daemon`; nil if the entry says its reason itself.
    package let trait: String?

    enum Key: String, CaseIterable { case puller, because, trait }

    /// Reads one item of the key `skip`.
    init(_ element: Element) throws(LanguageError) {
        var pullers: [PullerSelector] = []
        var because: String?
        var trait: String?
        for (key, value) in try element.entries(Key.self, of: "an entry of 'skip'") {
            switch key {
            case .puller: pullers = try PullerSelector.oneOrMore(value)
            case .because: because = try value.scalar("the reason, as text")
            case .trait: trait = try value.scalar("an id such as no-daemon")
            }
        }
        guard !pullers.isEmpty else { throw element.missing(Key.puller.rawValue, PullerSelector.expected) }
        guard let because else { throw element.missing(Key.because.rawValue, "the reason, as text") }
        self.pullers = pullers
        self.because = because
        self.trait = trait
    }
}
