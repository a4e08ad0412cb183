import Scenarios

/// What most likely happened where an error text or a log comes from, by what pullers printed in the scenarios.
public struct Diagnosis: Sendable, Equatable {
    /// One thing that may have happened.
    public struct Candidate: Sendable, Equatable {
        /// The id of the cause, as in `dns-no-answer`.
        public let cause: String
        /// How much of what resembles the text was seen under this cause, from 0 to 1.
        public let share: Double
        /// The scenario that shows it best, as in `udp-loss-cdn-lookup`.
        public let scenario: String
        /// Who printed the text there, as in `docker 20.10.24`.
        public let pullers: [String]
        /// The text that was seen.
        public let seen: String
    }

    /// How sure the first candidate is.
    public enum Certainty: String, Sendable, Codable {
        /// The same words, and seen under few other causes.
        case sure = "very likely"
        /// Similar words, or other causes print them too.
        case likely
        /// Some words are the same.
        case possible
    }

    /// The line of the input that was understood best.
    public let line: String
    /// From 0 to 1: how much the line resembles what was seen.
    public let likeness: Double
    /// The likeliest first.
    public let candidates: [Candidate]

    /// How sure the first candidate is.
    public var certainty: Certainty {
        let first = candidates.first?.share ?? 0
        if likeness >= 0.7, first >= 0.6 { return .sure }
        return likeness >= 0.5 && first >= 0.3 ? .likely : .possible
    }

    /// How many candidates are told.
    public static let mostCandidates = 3
}

/// Finds the cause of an error text in an atlas.
public struct Diagnostician: Sendable {
    private let atlas: Atlas
    private let index: ErrorIndex

    /// The most lines of a log that are read, from its end.
    static let mostLines = 5000

    /// Prepares an atlas.
    public init(_ atlas: Atlas) {
        self.atlas = atlas
        index = ErrorIndex(atlas)
    }

    /// What most likely happened; nil if nothing like it was seen.
    ///
    /// - Parameters:
    ///   - text: an error text, or a log of which the line that says most is chosen.
    ///   - puller: the name of the puller that printed it, as in `docker`; nil if it is not known.
    public func diagnosis(of text: String, puller: String? = nil) -> Diagnosis? {
        let lines = text.split(whereSeparator: \.isNewline).suffix(Self.mostLines)
        var best: (line: Substring, matches: [ErrorIndex.Match])?
        for line in lines {
            let matches = index.matches(String(line))
            // Of equal lines the last one counts: programs say at the end why they give up.
            if let first = matches.first, first.likeness >= best?.matches.first?.likeness ?? 0 {
                best = (line, matches)
            }
        }
        guard let best, let first = best.matches.first else { return nil }
        let candidates = candidates(best.matches, puller: puller ?? Self.puller(in: text))
        return Diagnosis(line: String(best.line), likeness: first.likeness, candidates: candidates)
    }

    /// Matches that are much less alike than the best do not count.
    private static let leastShareOfBest = 0.6

    private func candidates(_ matches: [ErrorIndex.Match], puller: String?) -> [Diagnosis.Candidate] {
        struct Sum {
            var weight = 0.0
            var best = 0.0
            var place = (scenario: 0, observation: 0)
        }
        var sums: [String: Sum] = [:]
        let floor = (matches.first?.likeness ?? 0) * Self.leastShareOfBest
        for match in matches where match.likeness >= floor {
            for place in index.entries[match.entry].places {
                let scenario = atlas.scenarios[place.scenario]
                guard let cause = scenario.causes.first else { continue }
                let own = puller.map { name in
                    scenario.seen[place.observation].pullers.contains { $0.hasPrefix(name) }
                }
                // The fourth power: texts that are alike decide, however many others share some words.
                let likeness = match.likeness * (own == true ? 1.1 : 1)
                let weight = likeness * likeness * likeness * likeness
                var sum = sums[cause] ?? Sum()
                // A second scenario with the same text makes its cause likelier, a tenth hardly more.
                sum.weight = max(sum.weight, weight) + min(sum.weight, weight) * 0.1
                if weight > sum.best { (sum.best, sum.place) = (weight, place) }
                sums[cause] = sum
            }
        }
        let total = sums.values.reduce(0) { $0 + $1.weight }
        return sums.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }
            .prefix(Diagnosis.mostCandidates).map { cause, sum in
                let scenario = atlas.scenarios[sum.place.scenario]
                let seen = scenario.seen[sum.place.observation]
                return Diagnosis.Candidate(
                    cause: cause, share: sum.weight / total, scenario: scenario.name, pullers: seen.pullers,
                    seen: seen.error ?? "")
            }
    }

    /// The puller that a text names by itself.
    private static func puller(in text: String) -> String? {
        let words: [(String, String)] = [
            ("docker", "docker"), ("dockerd", "docker"), ("containerd", "containerd"), ("podman", "podman"),
            ("buildah", "buildah"), ("skopeo", "skopeo"), ("crane", "crane"), ("kubelet", "cri"), ("crictl", "cri"),
            ("apptainer", "apptainer"), ("oras", "oras"), ("udocker", "udocker"),
        ]
        let found = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
        return words.first { found.contains($0.0) }?.1
    }
}
