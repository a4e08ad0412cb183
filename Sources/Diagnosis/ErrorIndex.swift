import Glibc

/// The error texts of an atlas, by the words in them.
struct ErrorIndex: Sendable {
    /// One text with those who printed it.
    struct Entry: Sendable {
        let features: Set<String>
        let words: Set<String>
        /// The weights of its features together.
        let weight: Double
        /// Where it was seen: the ordinal of the scenario and of the observation.
        var places: [(scenario: Int, observation: Int)]
    }

    private(set) var entries: [Entry] = []
    private let weights: [String: Double]
    /// The weight of a word that no text of the atlas has.
    private let unknown: Double
    private var holders: [String: [Int]] = [:]

    init(_ atlas: Atlas) {
        var places: [[String]: [(Int, Int)]] = [:]
        var causes: [String: Set<String>] = [:]
        for (scenario, observed) in atlas.scenarios.enumerated() {
            for (observation, seen) in observed.seen.enumerated() {
                guard let error = seen.error else { continue }
                let words = ErrorWords.of(error)
                guard !words.isEmpty else { continue }
                places[words, default: []].append((scenario, observation))
                for feature in ErrorWords.features(of: words) {
                    causes[feature, default: []].insert(observed.causes.first ?? observed.name)
                }
            }
        }
        let all = Double(Set(atlas.scenarios.map { $0.causes.first ?? $0.name }).count)
        // The inverse frequency among causes: what errors of all causes have says nothing.
        weights = causes.mapValues { max(log((all + 1) / (Double($0.count) + 0.5)), 0) }
        unknown = log(max(all, 1) + 1)
        let ordered = places.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for (words, places) in ordered {
            let features = ErrorWords.features(of: words)
            for feature in features { holders[feature, default: []].append(entries.count) }
            entries.append(
                Entry(
                    features: features, words: Set(words), weight: features.reduce(0) { $0 + weight($1) },
                    places: places))
        }
    }

    private func weight(_ feature: String) -> Double {
        let isPair = feature.contains(" ")
        return (weights[feature] ?? unknown) * (isPair ? 1 : 0.5)
    }

    /// A text that resembles what was asked, and how much.
    struct Match: Sendable {
        let entry: Int
        /// From 0, nothing in common, to 1, the same words.
        let likeness: Double
    }

    /// The texts that resemble a line, most alike first.
    func matches(_ line: String) -> [Match] {
        let words = ErrorWords.of(line)
        let asked = ErrorWords.features(of: words)
        // Pairs that no text has count little: a name in the middle tears a known pair apart.
        let total = asked.reduce(0.0) { sum, feature in
            sum + (weights[feature] == nil && feature.contains(" ") ? 0.25 * unknown : weight(feature))
        }
        guard total > 0 else { return [] }
        var common: [Int: Double] = [:]
        for feature in asked {
            for entry in holders[feature] ?? [] { common[entry, default: 0] += weight(feature) }
        }
        return common.compactMap { entry, shared -> Match? in
            let ofAsked = shared / total
            let ofEntry = shared / entries[entry].weight
            let likeness = (ofAsked * ofEntry).squareRoot()
            guard shared >= Self.leastWeight, Self.isSeen(ofAsked, ofEntry) else { return nil }
            return Match(entry: entry, likeness: likeness)
        }.sorted { ($1.likeness, $0.entry) < ($0.likeness, $1.entry) }
    }

    /// The weight that a match needs: about that of two rare words beside each other.
    private static let leastWeight = 5.0

    /// Whether enough of the line is in the text, and of the text in the line; a line may be a part of a text, or hold
    /// one within its own words.
    private static func isSeen(_ ofAsked: Double, _ ofEntry: Double) -> Bool {
        ofAsked >= 0.5 && ofEntry >= 0.3 || ofAsked >= 0.75 && ofEntry >= 0.1 || ofEntry >= 0.7 && ofAsked >= 0.25
    }
}
