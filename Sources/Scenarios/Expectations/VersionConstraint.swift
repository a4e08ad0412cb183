/// A bound on a version, as in `<1.11`.
package struct VersionConstraint: Sendable, Hashable, CustomStringConvertible {
    package enum Relation: String, Sendable, CaseIterable {
        case atMost = "<="
        case atLeast = ">="
        case less = "<"
        case greater = ">"
        case equal = "="
    }

    package let relation: Relation
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

    package func holds(for other: Version) -> Bool {
        switch relation {
        case .atMost: other <= version
        case .atLeast: other >= version
        case .less: other < version
        case .greater: other > version
        case .equal: other == version
        }
    }

    package var description: String { "\(relation.rawValue)\(version)" }
}
