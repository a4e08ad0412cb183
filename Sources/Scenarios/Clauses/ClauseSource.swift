/// A section of a specification.
public struct ClauseSource: Sendable, Hashable {
    /// The specification.
    public let specification: Specification
    /// The number of the section in an RFC, otherwise its heading.
    public let section: String

    init(_ specification: Specification, _ section: String) {
        self.specification = specification
        self.section = section
    }

    /// As in `RFC 9110 15.4` and `distribution-spec 1.1 "Pulling blobs"`.
    public var name: String {
        specification.isNumbered ? "\(specification.name) \(section)" : "\(specification.name) \"\(section)\""
    }

    /// Where to read it.
    public var address: String {
        "\(specification.address)#" + (specification.isNumbered ? "section-\(section)" : Self.anchor(of: section))
    }

    /// The anchor that GitHub gives a heading.
    private static func anchor(of heading: String) -> String {
        heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
            .split(separator: " ", omittingEmptySubsequences: false).joined(separator: "-")
    }
}
