/// What the values of a parameter look like: the schema, the documents and messages are made from this.
package indirect enum ValueShape: Sendable, Equatable {
    case duration(ClosedRange<Duration>)
    /// A duration without a fraction of a second.
    case wholeSeconds(ClosedRange<Duration>)
    /// In bytes.
    case size(ClosedRange<Int>)
    case integer(ClosedRange<Int>)
    /// A fraction from 0 to 1.
    case percentage(ClosedRange<Double>)
    case boolean
    /// One word of a closed set.
    case words([String])
    case text(TextRule)
    /// One of these words, or something else that the pattern (ECMA-262) lets pass and the reader checks.
    case choice([String], or: String, pattern: String)
    case list(of: ValueShape, counts: ClosedRange<Int>)

    /// In words, with the range, as in `a duration from 1 ms to 60 s` and `KILL, TERM or INT`.
    package var summary: String {
        switch self {
        case .duration(let range): "a duration from \(Units.exact(range))"
        case .wholeSeconds(let range): "a duration in whole seconds from \(Units.exact(wholeSeconds: range))"
        case .size(let range): "a size from \(Units.exact(bytes: range))"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .percentage(let range): "a percentage from \(Units.exact(percent: range))"
        case .boolean: "true or false"
        case .words(let words): words.joinedByOr
        case .text(let rule): rule.summary
        case .choice(let words, let or, _): words.isEmpty ? or : "\(words.joined(separator: ", ")) or \(or)"
        case .list(let item, let counts): "a list of \(counts.lowerBound) to \(counts.upperBound), each \(item.summary)"
        }
    }

    /// The units that a value is written with; nil for a value without a unit.
    package var units: String? {
        switch self {
        case .duration: Units.duration.map(\.key).joined(separator: ", ")
        case .wholeSeconds: Units.wholeSeconds.map(\.key).joined(separator: ", ")
        case .size: Units.size.map(\.key).joined(separator: ", ")
        case .percentage: "%"
        case .list(let item, _): item.units
        case .integer, .boolean, .words, .text, .choice: nil
        }
    }
}

extension [String] {
    /// The words with commas and an `or`, as in `KILL, TERM or INT`.
    package var joinedByOr: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
