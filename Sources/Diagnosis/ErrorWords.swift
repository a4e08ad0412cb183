import Judging

/// The words of an error text that say what went wrong.
///
/// Names, addresses, paths, digests, times and numbers differ from machine to machine and are left out; status codes
/// of HTTP stay.
enum ErrorWords {
    /// The most characters of a line that are read; pullers print a few hundred.
    static let longestLine = 8192

    static func of(_ text: String) -> [String] {
        var shape = String(text.prefix(longestLine))
        // Escapes of terminals, and the escaped quotes of logs.
        shape = shape.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "").replacing("\\\"", with: "\"")
        shape = shape.replacing(/[a-z]{2,8}:\/\/[^\s"'<>]+/, with: " ")
        shape = ErrorShape.of(shape)
        // An image's name, a file's name or a host's, with its port, and the path behind it.
        shape = shape.replacing(/[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]+)+(:[0-9N]+)?(\/[\w.\-\/]*)?/, with: " ")
        shape = shape.replacing(/(^|[^A-Za-z0-9])\/[\w.\-]+\/[\w.\-\/]*/, with: " ")
        return shape.split { !$0.isLetter && !$0.isNumber }.compactMap { word in
            placeholders.contains(word) || word.count < 2 && !word.allSatisfy(\.isNumber) || word.count > 40
                ? nil : word.lowercased()
        }
    }

    /// What stands for what was left out.
    private static let placeholders: Set<Substring> = [
        "TIME", "DIGEST", "HEX", "ADDRESS", "DURATION", "N", "sha256", "sha512",
    ]

    /// Words and pairs of neighbours, each once.
    static func features(of words: [String]) -> Set<String> {
        Set(words).union(zip(words, words.dropFirst()).map { "\($0) \($1)" })
    }
}
