import Faults

/// The pullers that an entry is about: a name, optionally with a root and versions.
package struct PullerSelector: Sendable, Hashable, CustomStringConvertible {
    /// As in `skopeo`.
    package let name: String
    /// The root in which the puller runs, as `trixie` in `skopeo@trixie`; nil for any.
    package let root: String?
    /// All of them must hold; empty for every version.
    package let constraints: [VersionConstraint]

    static let expected = "a puller such as 'skopeo', 'skopeo@trixie' or 'docker >=20.10, <26'"

    init(name: String, root: String?, constraints: [VersionConstraint]) {
        self.name = name
        self.root = root
        self.constraints = constraints
    }

    /// Reads the value of the key `puller`.
    package init(_ element: Element) throws(LanguageError) {
        let text = try element.scalar(Self.expected)
        let isOfConstraint: (Character) -> Bool = { " <>=,".contains($0) }
        let words = text.prefix { !isOfConstraint($0) }.split(separator: "@", omittingEmptySubsequences: false)
        guard let first = words.first, words.count <= 2, words.allSatisfy(Self.isName) else {
            throw element.error("found '\(text.clipped)'; expected \(Self.expected)")
        }
        let rest = text.drop { !isOfConstraint($0) }.drop { $0 == " " }
        var constraints: [VersionConstraint] = []
        if !rest.isEmpty {
            for part in rest.split(separator: ",", omittingEmptySubsequences: false) {
                let part = part.trimmed
                guard let constraint = VersionConstraint(part) else {
                    throw element.error(
                        "'\(String(part).clipped)' bounds no version; expected <, <=, >, >= or = and a version, "
                            + "as in 'docker >=20.10, <26'"
                    )
                }
                constraints.append(constraint)
            }
        }
        guard Self.isSatisfiable(constraints) else {
            throw element.error("no version is \(String(rest).clipped); expected bounds that some version meets")
        }
        name = String(first)
        root = words.count == 2 ? words.last.map(String.init) : nil
        self.constraints = constraints
    }

    /// Reads one selector, or a list of one or more.
    static func oneOrMore(_ element: Element) throws(LanguageError) -> [PullerSelector] {
        guard case .sequence = element.content else { return [try PullerSelector(element)] }
        let selectors = try element.list(of: "pullers such as 'docker <23'") { (item) throws(LanguageError) in
            try PullerSelector(item)
        }
        guard !selectors.isEmpty else { throw element.error("found no puller; expected \(Self.expected)") }
        return selectors
    }

    /// Whether a puller is selected.
    ///
    /// - Parameter name: as in `skopeo`, or `skopeo@trixie` for one in a root; a build of the user's own is one of its version.
    package func matches(name: String, version: Version) -> Bool {
        let label = PullerLabel(name)
        guard label.puller == self.name else { return false }
        if let root, label.root != root { return false }
        return constraints.allSatisfy { $0.holds(for: version) }
    }

    /// The selector as written in scenarios.
    package var description: String {
        let puller = root.map { "\(name)@\($0)" } ?? name
        let bounds = constraints.map(\.description).joined(separator: ", ")
        return bounds.isEmpty ? puller : "\(puller) \(bounds)"
    }

    private static func isName(_ word: Substring) -> Bool {
        !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension [PullerSelector] {
    /// Whether one of them selects this puller in this version.
    package func have(_ name: String, version: String) -> Bool {
        // An unreadable version satisfies no constraint.
        guard let version = Version(version) ?? Version("0") else { return false }
        return contains { $0.matches(name: name, version: version) }
    }
}
