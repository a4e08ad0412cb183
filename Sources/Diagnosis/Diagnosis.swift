import Glibc
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
    /// The names of the pullers that were seen.
    private let pullers: [String]

    /// The most lines of a log that are read, from its end.
    static let mostLines = 5000

    /// Prepares an atlas.
    public init(_ atlas: Atlas) {
        self.atlas = atlas
        index = ErrorIndex(atlas)
        let labels = atlas.scenarios.flatMap(\.seen).flatMap(\.pullers).map {
            PullerLabel(String($0.prefix { $0 != " " }))
        }
        pullers = Set(labels.map(\.puller)).sorted()
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
        let candidates = candidates(best.matches, puller: puller ?? self.puller(in: text))
        return Diagnosis(line: String(best.line), likeness: first.likeness, candidates: candidates)
    }

    /// Matches that are much less alike than the best do not count.
    private static let leastShareOfBest = 0.6

    private func candidates(_ matches: [ErrorIndex.Match], puller: String?) -> [Diagnosis.Candidate] {
        struct Sum {
            var best = 0.0
            var place = (scenario: 0, observation: 0)
            /// The best likeness in each scenario.
            var scenarios: [Int: Double] = [:]
        }
        var sums: [String: Sum] = [:]
        let floor = (matches.first?.likeness ?? 0) * Self.leastShareOfBest
        for match in matches where match.likeness >= floor {
            for place in index.entries[match.entry].places {
                let scenario = atlas.scenarios[place.scenario]
                guard let cause = scenario.causes.first else { continue }
                let isOwn = puller.map { name in
                    scenario.seen[place.observation].pullers.contains { $0.hasPrefix(name) }
                }
                let likeness = match.likeness * (isOwn == true ? 1.05 : 1)
                var sum = sums[cause] ?? Sum()
                if likeness > sum.best { (sum.best, sum.place) = (likeness, place) }
                sum.scenarios[place.scenario] = max(sum.scenarios[place.scenario] ?? 0, likeness)
                sums[cause] = sum
            }
        }
        // The eighth power: texts that are alike decide, however many others share some words. More scenarios with the
        // same text make a cause likelier, each less than the one before.
        // Attackers are rarer than mistakes.
        let weights = Dictionary(
            uniqueKeysWithValues: sums.map { cause, sum -> (String, Double) in
                let alike = sum.scenarios.values.count { $0 >= sum.best * 0.95 }
                let prior = cause.hasPrefix("hostile-") ? 0.5 : 1
                return (cause, pow(sum.best, 8) * (1 + log(Double(alike)) / 2) * prior)
            })
        let total = weights.values.reduce(0, +)
        return weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Diagnosis.mostCandidates)
            .compactMap { cause, weight in
                guard let place = sums[cause]?.place else { return nil }
                let scenario = atlas.scenarios[place.scenario]
                let seen = scenario.seen[place.observation]
                return Diagnosis.Candidate(
                    cause: cause, share: weight / total, scenario: scenario.name, pullers: seen.pullers,
                    seen: seen.error ?? "")
            }
    }

    /// The puller that a text names by itself.
    private func puller(in text: String) -> String? {
        let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
        if words.contains("kubelet") || words.contains("crictl") { return "cri" }
        return pullers.first(where: words.contains)
    }
}
