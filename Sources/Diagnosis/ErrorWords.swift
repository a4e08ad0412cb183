import Judging

/// The words of an error text that say what went wrong.
///
/// Names, addresses, paths, digests, times and numbers differ from machine to machine and are left out; status codes
/// of HTTP stay.
enum ErrorWords {
    /// The most characters of a line that are read; pullers print a few hundred.
    static let longestLine = 8192

    /// All words, in order.
    static func of(_ text: String) -> [String] { clauses(text).flatMap(\.self) }

    /// The words of each part between colons; the last one mostly says what went wrong.
    ///
    /// - Returns: nothing for a log's line that tells no error by itself.
    static func clauses(_ text: String) -> [[String]] {
        guard !text.contains("level=info"), !text.contains("level=debug") else { return [] }
        // Every program that ends so prints it.
        var shape = String(text.prefix(longestLine)).replacing(/\b(\d+ )?exit status( \d+)?/, with: "")
        // Escapes of terminals, and the escaped quotes of logs.
        shape = shape.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "").replacing("\\\"", with: "\"")
        shape = shape.replacing(/[a-z]{2,8}:\/\/[^\s"'<>]+/) { $0.0.hasSuffix(":") ? " : " : " " }
        shape = shape.replacing("i/o ", with: "io ")
        // The port of DNS says who was asked; other ports say nothing.
        shape = shape.replacing(/[0-9\]]:53\b/, with: " DNSPORT ")
        shape = shape.replacing(/\b([1-5]\d\d) ([A-Z])/) { "status code \($0.1) \($0.2)" }
        shape = ErrorShape.of(shape)
        // An image's name, a file's name or a host's, with its port, and the path behind it.
        shape = shape.replacing(/[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]+)+(:[0-9N]+)?(\/[\w.\-\/]*)?/, with: " ")
        shape = shape.replacing(/(^|[^A-Za-z0-9])\/[\w.\-]+\/[\w.\-\/]*/, with: " ")
        return shape.split(separator: ": ").map(words).filter { !$0.isEmpty }
    }

    /// Whether a line tells that something goes on, as the last line of a pull that was killed does.
    static func isProgress(_ clauses: [[String]]) -> Bool {
        guard let last = clauses.last, let word = last.last else { return true }
        return progressWords.contains(word) || last.count <= 3 && last.first == "copying"
    }

    /// The last words of docker's and podman's lines about layers.
    private static let progressWords: Set<String> = [
        "complete", "done", "started", "waiting", "downloading", "extracting", "exists", "layer",
    ]

    private static func words(_ clause: Substring) -> [String] {
        clause.split { !$0.isLetter && !$0.isNumber }.compactMap { word in
            placeholders.contains(word) || word.count < 2 || word.count > 40 ? nil : word.lowercased()
        }
    }

    /// What stands for what was left out.
    private static let placeholders: Set<Substring> = [
        "TIME", "DIGEST", "HEX", "ADDRESS", "DURATION", "N", "sha256", "sha512",
    ]

    /// Words and pairs of neighbours, with the weight of the clause in which they stand.
    static func features(of clauses: [[String]]) -> [String: Double] {
        var weights: [String: Double] = [:]
        for (place, words) in clauses.reversed().enumerated() {
            let weight = place < placeWeights.count ? placeWeights[place] : placeWeights[placeWeights.count - 1]
            for feature in words + zip(words, words.dropFirst()).map({ "\($0) \($1)" }) {
                weights[feature] = max(weights[feature] ?? 0, weight)
            }
        }
        return weights
    }

    /// From the last clause on: what stands before says what was tried, which many errors have.
    private static let placeWeights = [1, 0.4, 0.2]
}
