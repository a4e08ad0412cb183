import Faults

/// An expected number, as in `2`, `1..5`, `1..` and `..3`.
public struct CountRange: Sendable, Equatable, CustomStringConvertible, ExpressibleByIntegerLiteral {
    /// The greatest permitted number: more requests than any pull makes.
    package static let greatest = 1_000_000

    /// The least accepted count, 0 or more.
    public let lowerBound: Int
    /// The greatest accepted count; nil for no limit.
    public let upperBound: Int?

    /// Accepts counts from one number to another, inclusive.
    public init(_ range: ClosedRange<Int>) {
        lowerBound = range.lowerBound
        upperBound = range.upperBound
    }

    /// Accepts counts from a number on.
    public init(_ range: PartialRangeFrom<Int>) {
        lowerBound = range.lowerBound
        upperBound = nil
    }

    /// Accepts only this count.
    public init(integerLiteral count: Int) { self.init(count...count) }

    /// Reads a count or a range of counts, each at most `greatest`.
    package init(_ element: Element) throws(LanguageError) {
        let expected = "a count such as 2, 1..5, 1.. or ..3"
        let text = try element.scalar(expected)
        let bounds = Self.bounds(of: text)
        guard let bounds else { throw element.error("found '\(text.clipped)'; expected \(expected)") }
        if let upper = bounds.upper, upper < bounds.lower {
            throw element.error("\(text) is empty; expected the smaller count first, as in \(upper)..\(bounds.lower)")
        }
        lowerBound = bounds.lower
        upperBound = bounds.upper
    }

    /// Whether a count is accepted.
    public func contains(_ count: Int) -> Bool {
        count >= lowerBound && upperBound.map { count <= $0 } != false
    }

    /// The range for so many of what it is for.
    package func times(_ count: Int) -> CountRange {
        upperBound.map { CountRange(lowerBound * count...$0 * count) } ?? CountRange((lowerBound * count)...)
    }

    /// The range as written in scenarios.
    public var description: String {
        switch upperBound {
        case lowerBound: "\(lowerBound)"
        case let upper?: "\(lowerBound)..\(upper)"
        case nil: "\(lowerBound).."
        }
    }

    private static func bounds(of text: String) -> (lower: Int, upper: Int?)? {
        guard let dots = text.firstRange(of: "..") else {
            return number(text).map { ($0, $0) }
        }
        let left = text[..<dots.lowerBound]
        let right = text[dots.upperBound...]
        if left.isEmpty { return number(right).map { (0, $0) } }
        guard let lower = number(left) else { return nil }
        if right.isEmpty { return (lower, nil) }
        return number(right).map { (lower, $0) }
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else { return nil }
        return number <= greatest ? number : nil
    }
}
