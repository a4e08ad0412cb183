import Faults
import Judging
import Pullers

/// A puller and the root in which it may be installed.
struct PullerPlace: Sendable {
    let puller: any Puller
    /// Nil for this machine's own.
    let root: PullerRoot?
    /// The user's build, which stands before it; nil for none.
    let build: PullerBuild?

    init(_ puller: any Puller, _ root: PullerRoot? = nil) {
        self.puller = puller
        self.root = root
        build = nil
    }

    /// Reads `docker`, `docker@trixie`, `docker+with=FOLDER` or `docker@trixie+with=FOLDER`.
    ///
    /// - Throws: `ChaosPullError` for an unknown puller or root, and for a folder without programs.
    init(_ text: String, roots: [PullerRoot], among choice: PullerChoice = .catalog) throws(ChaosPullError) {
        let parts = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let words = parts[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = words.first, let puller = choice.puller(named: name) else {
            let names = choice.all.map { $0.name }
            throw ChaosPullError(
                "unknown puller '\(text)'; \(Suggestion.sentence(for: words.first ?? text, among: names))")
        }
        self.puller = puller
        guard words.count == 2 else {
            root = nil
            build = try parts.count == 2 ? Self.build(parts[1], of: text, root: nil) : nil
            return
        }
        guard let root = roots.first(where: { $0.name == words[1] }) else {
            throw ChaosPullError("'\(text)' names a root that is not here; " + Self.way(to: words[1], among: roots))
        }
        self.root = root
        build = try parts.count == 2 ? Self.build(parts[1], of: text, root: root) : nil
    }

    /// Reads what stands behind the `+`.
    private static func build(
        _ text: String, of whole: String, root: PullerRoot?
    ) throws(ChaosPullError) -> PullerBuild {
        let words = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard words.count == 2, PullerLabel.isWord(words[0]) else {
            throw ChaosPullError(
                "'\(whole)' names no build; expected 'podman+NAME=FOLDER', or '--puller podman --with NAME=FOLDER'")
        }
        do {
            return try PullerBuild(name: words[0], folder: words[1], base: root?.folder ?? "")
        } catch {
            throw ChaosPullError(error.message)
        }
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
