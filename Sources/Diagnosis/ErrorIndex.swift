import Glibc

/// The error texts of an atlas, by the words in them.
struct ErrorIndex: Sendable {
    /// One text with those who printed it.
    struct Entry: Sendable {
        /// The weights of its features.
        let weights: [String: Double]
        /// The length of the vector of weights.
        let length: Double
        /// Where it was seen: the ordinal of the scenario and of the observation.
        let places: [(scenario: Int, observation: Int)]
    }

    private(set) var entries: [Entry] = []
    /// The inverse frequency of a feature among causes: what errors of all causes have says nothing.
    private let rarity: [String: Double]
    /// That of a word which no text of the atlas has.
    private let unknown: Double
    private var holders: [String: [Int]] = [:]

    init(_ atlas: Atlas) {
        var places: [[[String]]: [(Int, Int)]] = [:]
        var causes: [String: Set<String>] = [:]
        for (scenario, observed) in atlas.scenarios.enumerated() {
            // A scenario without a cause shows nothing that goes wrong.
            guard let cause = observed.causes.first else { continue }
            for (observation, seen) in observed.seen.enumerated() {
                guard let error = seen.searchedError, !Self.isForged(error) else { continue }
                let clauses = ErrorWords.clauses(error)
                guard !ErrorWords.isProgress(clauses) else { continue }
                places[clauses, default: []].append((scenario, observation))
                for feature in ErrorWords.features(of: clauses).keys {
                    causes[feature, default: []].insert(cause)
                }
            }
        }
        let all = Double(Set(atlas.scenarios.compactMap(\.causes.first)).count)
        rarity = causes.mapValues { max(log((all + 1) / (Double($0.count) + 0.5)), 0) }
        unknown = log(all + 2)
        let ordered = places.sorted { $0.key.joined().lexicographicallyPrecedes($1.key.joined()) }
        for (clauses, places) in ordered {
            let weights = weights(clauses)
            for feature in weights.keys { holders[feature, default: []].append(entries.count) }
            entries.append(Entry(weights: weights, length: Self.length(weights), places: places))
        }
    }

    /// Pairs say more than words; a pair that no text has may only have a name between, and says little.
    private func weights(_ clauses: [[String]]) -> [String: Double] {
        var weights = ErrorWords.features(of: clauses)
        for (feature, place) in weights {
            let isPair = feature.contains(" ")
            weights[feature] = place * (rarity[feature].map { isPair ? $0 : $0 / 2 } ?? unknown / (isPair ? 4 : 2))
        }
        return weights
    }

    /// Whether a hostile registry wrote the text: it holds escapes for terminals.
    private static func isForged(_ error: String) -> Bool { error.contains("\u{1B}") || error.contains("\\x1b") }

    private static func length(_ weights: [String: Double]) -> Double {
        weights.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    /// A text that resembles what was asked, and how much.
    struct Match: Sendable {
        let entry: Int
        /// The cosine of the angle between both, from 0, nothing in common, to 1, the same words.
        let likeness: Double
    }

    /// The texts that resemble a line, most alike first.
    func matches(_ line: String) -> [Match] {
        let clauses = ErrorWords.clauses(line)
        let asked = weights(clauses)
        let length = Self.length(asked)
        guard length > 0, !ErrorWords.isProgress(clauses) else { return [] }
        var common: [Int: (product: Double, evidence: Double)] = [:]
        for (feature, weight) in asked {
            for entry in holders[feature] ?? [] {
                let own = entries[entry].weights[feature] ?? 0
                let before = common[entry] ?? (0, 0)
                common[entry] = (before.product + weight * own, before.evidence + min(weight, own))
            }
        }
        return common.compactMap { entry, shared -> Match? in
            guard entries[entry].length > 0 else { return nil }
            let likeness = shared.product / (length * entries[entry].length)
            let isSeen =
                shared.evidence >= Self.leastEvidence && likeness >= Self.leastLikeness
                || shared.evidence >= Self.leastEvidence / 2 && likeness >= 0.75
            return isSeen ? Match(entry: entry, likeness: likeness) : nil
        }.sorted { ($1.likeness, $0.entry) < ($0.likeness, $1.entry) }
    }

    /// The weight that must be the same: about that of two rare words beside each other.
    private static let leastEvidence = 3.5
    /// Below it, only some words are the same.
    private static let leastLikeness = 0.42
}
