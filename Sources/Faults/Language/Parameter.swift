/// One parameter of a fault: the key in a scenario, its unit and what it means.
///
/// `chaospull list faults` and the documentation are made from these.
public struct Parameter: Sendable, Equatable {
    /// The key in a scenario.
    public let name: String
    /// What a value looks like, as in `a duration such as '500 ms'`.
    public let kind: String
    /// What it means.
    public let summary: String
    /// A scenario must give it.
    public let isRequired: Bool

    package init(_ name: String, _ kind: String, _ summary: String, isRequired: Bool = false) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.isRequired = isRequired
    }
}
