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

    /// The units that a value is written with, by what it looks like; nil for a value without a unit.
    package var units: String? {
        if kind.hasPrefix("a duration") { return Units.duration.map(\.key).joined(separator: ", ") }
        if kind.hasPrefix("a size") { return Units.size.map(\.key).joined(separator: ", ") }
        return kind.hasPrefix("a percentage") ? "%" : nil
    }
}

extension [String] {
    /// The words as a parameter lists what it takes, as in `KILL, TERM or INT`.
    package var joinedByOr: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
