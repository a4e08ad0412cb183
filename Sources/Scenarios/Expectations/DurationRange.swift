import Faults

/// An expected duration, as in `1 s..10 s`, `1 s..` and `..10 s`, inclusive.
package struct DurationRange: Sendable, Equatable, CustomStringConvertible {
    /// The shortest accepted duration.
    package let lowerBound: Duration
    /// The longest accepted duration; nil for no limit.
    package let upperBound: Duration?

    static let expected = "a range of durations such as 1 s..10 s, 1 s.. or ..10 s"

    /// Reads a range with units.
    package init(_ element: Element) throws(LanguageError) {
        let ends = try element.ends(Self.expected) { (end) throws(LanguageError) in try end.duration() }
        lowerBound = ends.lower ?? .zero
        upperBound = ends.upper
    }

    /// Whether a duration is accepted.
    package func contains(_ duration: Duration) -> Bool {
        duration >= lowerBound && upperBound.map { duration <= $0 } != false
    }

    /// The range as written in scenarios.
    package var description: String { "\(Units.text(lowerBound))..\(upperBound.map { Units.text($0) } ?? "")" }
}
