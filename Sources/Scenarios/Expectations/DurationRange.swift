import Faults

/// How long something may take, as in `1 s..10 s`, `1 s..` and `..10 s`; both ends are among them.
package struct DurationRange: Sendable, Equatable, CustomStringConvertible {
    /// The shortest time that is fine.
    package let lowerBound: Duration
    /// The longest time that is fine; nil for any.
    package let upperBound: Duration?

    static let expected = "a range of durations such as 1 s..10 s, 1 s.. or ..10 s"

    /// Reads a range whose ends carry their units.
    package init(_ element: Element) throws(LanguageError) {
        let ends = try element.ends(Self.expected) { (end) throws(LanguageError) in try end.duration() }
        lowerBound = ends.lower ?? .zero
        upperBound = ends.upper
    }

    /// Whether a time is fine.
    package func contains(_ duration: Duration) -> Bool {
        duration >= lowerBound && upperBound.map { duration <= $0 } != false
    }

    /// The range as scenarios write it.
    package var description: String { "\(Units.text(lowerBound))..\(upperBound.map { Units.text($0) } ?? "")" }
}
