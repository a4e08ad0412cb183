/// A bound on a version, as in `<1.11`.
package struct VersionConstraint: Sendable, Hashable, CustomStringConvertible {
    /// The sign before the version.
    package enum Relation: String, Sendable, CaseIterable {
        case atMost = "<="
        case atLeast = ">="
        case less = "<"
        case greater = ">"
        case equal = "="
    }

    /// How a version must compare.
    package let relation: Relation
    /// What it is compared with; what is not written of it is zero.
    package let version: Version

    /// Reads a relation and a version, with or without spaces; nil when it is anything else.
    init?(_ text: Substring) {
        // The longer signs come first in `allCases`, so that `<=` is not read as `<`.
        guard let relation = Relation.allCases.first(where: { text.hasPrefix($0.rawValue) }) else { return nil }
        let rest = text.dropFirst(relation.rawValue.count).drop { $0 == " " }
        guard !rest.isEmpty, rest.allSatisfy({ $0 == "." || ($0.isASCII && $0.isNumber) }),
            let version = Version(String(rest))
        else { return nil }
        self.relation = relation
        self.version = version
    }

    /// Whether a version is within the bound.
    package func holds(for other: Version) -> Bool {
        switch relation {
        case .atMost: other <= version
        case .atLeast: other >= version
        case .less: other < version
        case .greater: other > version
        case .equal: other == version
        }
    }

    /// The constraint as scenarios write it.
    package var description: String { "\(relation.rawValue)\(version)" }
}
