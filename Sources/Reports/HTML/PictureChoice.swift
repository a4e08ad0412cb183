import Faults
import Judging

/// Which runs have a picture on the HTML page, as in `--pictures all`.
public enum PictureChoice: String, Sendable, CaseIterable {
    /// Those that did not end as expected.
    case unexpected
    /// Every run, those that did not end as expected first.
    case all

    /// Reads the value of `--pictures`.
    public init(parsing word: String) throws(ChaosPullError) {
        guard let choice = PictureChoice(rawValue: word) else {
            let words = Self.allCases.map(\.rawValue)
            throw ChaosPullError(
                "unknown choice of pictures '\(word)'; \(Suggestion.sentence(for: word, among: words))")
        }
        self = choice
    }

    /// The most pictures of one page; each has about 20 kB, and a browser takes long to lay out many more.
    var most: Int {
        switch self {
        case .unexpected: 200
        case .all: 1000
        }
    }
}
