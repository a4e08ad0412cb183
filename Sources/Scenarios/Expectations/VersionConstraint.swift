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

    /// The relation between the puller's version and this one.
    package let relation: Relation
    /// The version to compare with; missing numbers are zero.
    package let version: Version

    /// Reads a relation and a version, with or without spaces; nil for anything else.
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

    /// Whether a version satisfies the constraint.
    package func holds(for other: Version) -> Bool {
        switch relation {
        case .atMost: other <= version
        case .atLeast: other >= version
        case .less: other < version
        case .greater: other > version
        case .equal: other == version
        }
    }

    /// The constraint as written in scenarios.
    package var description: String { "\(relation.rawValue)\(version)" }
}
