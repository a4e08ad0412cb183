import Faults

/// An expected size, as in `..4 MiB`, `1 MiB..` and `1 KiB..4 MiB`, inclusive.
package struct SizeRange: Sendable, Equatable, CustomStringConvertible {
    /// The least accepted size in bytes.
    package let lowerBound: Int
    /// The greatest accepted size in bytes; nil for no limit.
    package let upperBound: Int?

    static let expected = "a range of sizes such as ..4 MiB, 1 MiB.. or 1 KiB..4 MiB"

    /// Reads a range with units.
    package init(_ element: Element) throws(LanguageError) {
        let ends = try element.ends(Self.expected) { (end) throws(LanguageError) in try end.byteSize() }
        lowerBound = ends.lower ?? 0
        upperBound = ends.upper
    }

    /// Whether a size is accepted.
    package func contains(_ bytes: Int) -> Bool {
        bytes >= lowerBound && upperBound.map { bytes <= $0 } != false
    }

    /// The range as written in scenarios.
    package var description: String {
        "\(lowerBound == 0 ? "" : Units.text(bytes: lowerBound))..\(upperBound.map { Units.text(bytes: $0) } ?? "")"
    }
}
