/// "Did you mean": the nearest of the known words.
package enum Suggestion {
    /// `did you mean 'protocol'?`, or the list of expected words if none is near.
    ///
    /// - Parameter otherwise: a text instead of the list, if that is too long for a message.
    package static func sentence(for word: String, among words: [String], otherwise: String? = nil) -> String {
        if let longer = words.first(where: { word.count >= 3 && $0.hasPrefix(word) }) {
            return "did you mean '\(longer)'?"
        }
        let limit = max(1, min(3, word.count / 3))
        let nearest = words.map { (word: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
        if let nearest, nearest.distance <= limit { return "did you mean '\(nearest.word)'?" }
        if let otherwise { return otherwise }
        return switch words.count {
        case 1: "expected '\(words[0])'"
        case 2: "expected \(words[0]) or \(words[1])"
        default: "expected one of \(words.joined(separator: ", "))"
        }
    }

    /// The edit distance of the first 64 characters; swapping neighbours counts as one edit (optimal string alignment).
    package static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first.prefix(64))
        let second = Array(second.prefix(64))
        var rows = [Array(0...second.count)]
        for (row, character) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                let substitution = rows[row][column] + (character == other ? 0 : 1)
                var best = min(rows[row][column + 1] + 1, current[column] + 1, substitution)
                if row > 0, column > 0, character == second[column - 1], other == first[row - 1] {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                current.append(best)
            }
            rows.append(current)
        }
        return rows[first.count][second.count]
    }
}
