import Faults
import Judging
import Pullers

/// A puller and the root in which it may be installed.
struct PullerPlace: Sendable {
    let puller: any Puller
    /// Nil for this machine's own.
    let root: PullerRoot?

    init(_ puller: any Puller, _ root: PullerRoot? = nil) {
        self.puller = puller
        self.root = root
    }

    /// Reads `docker` or `docker@trixie`.
    ///
    /// - Throws: `ChaosPullError` for an unknown puller or root.
    init(_ text: String, roots: [PullerRoot], among choice: PullerChoice = .catalog) throws(ChaosPullError) {
        let words = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = words.first, let puller = choice.puller(named: name) else {
            let names = choice.all.map { $0.name }
            throw ChaosPullError(
                "unknown puller '\(text)'; \(Suggestion.sentence(for: words.first ?? text, among: names))")
        }
        self.puller = puller
        guard words.count == 2 else {
            root = nil
            return
        }
        guard let root = roots.first(where: { $0.name == words[1] }) else {
            throw ChaosPullError("'\(text)' names a root that is not here; " + Self.way(to: words[1], among: roots))
        }
        self.root = root
    }

    /// Generations of Debian that a name may mean (distro-info-data, debian.csv).
    private static let generations = ["bullseye", "bookworm", "trixie", "forky", "sid"]

    /// What to do about a root that is not here.
    private static func way(to name: String, among roots: [PullerRoot]) -> String {
        let names = roots.map(\.name)
        let there = names.isEmpty ? "there is none yet" : "there is \(names.joinedByOr)"
        if generations.contains(name) { return "\(there); 'chaospull roots create \(name)' makes it" }
        let others = generations.filter { !names.contains($0) }
        return Suggestion.sentence(
            for: name, among: names + others,
            otherwise: "\(there); 'chaospull roots create' makes one, such as trixie")
    }

    /// Why it is not installed, and what to do.
    var hint: String {
        guard let root, !puller.packages.isEmpty else { return puller.hint }
        let absent = puller.packages.filter(root.absentPackages.contains)
        return absent.isEmpty
            ? "'chaospull roots remove \(root.name)' and 'chaospull roots create \(root.name)', which bring it"
            : "another generation: \(root.name) has no package \(absent.joined(separator: " "))"
    }
}
