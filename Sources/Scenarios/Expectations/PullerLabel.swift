/// The name under which runs of a puller stand in reports: `podman`, `podman@trixie`, `podman+with`.
package struct PullerLabel: Sendable, Hashable, CustomStringConvertible {
    /// As in `podman`.
    package let puller: String
    /// The root in which it runs; nil for this machine's own.
    package let root: String?
    /// The name of the user's build; nil for the installed one.
    package let build: String?

    package init(puller: String, root: String?, build: String?) {
        self.puller = puller
        self.root = root
        self.build = build
    }

    /// Takes a label apart.
    package init(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let words = (parts.first ?? "").split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        puller = words.first.map(String.init) ?? ""
        root = words.count > 1 ? String(words[1]) : nil
        build = parts.count > 1 ? String(parts[1]) : nil
    }

    /// The same puller as it is installed, without the build.
    package var installed: String { PullerLabel(puller: puller, root: root, build: nil).description }

    package var description: String {
        puller + (root.map { "@" + $0 } ?? "") + (build.map { "+" + $0 } ?? "")
    }

    /// Whether a text may name a root or a build; such names become parts of paths.
    package static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64 && !text.hasPrefix(".") && !text.hasPrefix("-")
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }
}
