/// "Did you mean": the nearest of the known words.
package enum Suggestion {
    /// `did you mean 'protocol'?`, or the list of what was expected when nothing is near.
    package static func sentence(for word: String, among words: [String]) -> String {
        let limit = max(1, min(3, word.count / 3))
        let nearest = words.map { (word: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
        if let nearest, nearest.distance <= limit || isPrefix(word, of: nearest.word) {
            return "did you mean '\(nearest.word)'?"
        }
        return "expected one of \(words.joined(separator: ", "))"
    }

    private static func isPrefix(_ word: String, of other: String) -> Bool {
        word.count >= 3 && other.hasPrefix(word)
    }

    /// Levenshtein's distance over the first 64 characters of each.
    package static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first.prefix(64))
        let second = Array(second.prefix(64))
        var previous = Array(0...second.count)
        for (row, character) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let substitution = previous[column] + (character == other ? 0 : 1)
                current.append(min(previous[column + 1] + 1, current[column] + 1, substitution))
            }
            previous = current
        }
        return previous[second.count]
    }
}
