import Judging

/// The runs that have a picture on the page, and what the page says about those that have none.
struct DrawnRuns {
    /// Indices of the runs with a picture.
    let places: Set<Int>
    /// Indices of the runs that would have one if the page had room.
    let overflow: Set<Int>
    private let choice: PictureChoice

    init(_ results: [RunResult], _ choice: PictureChoice) {
        // A run without a folder left no timeline.
        let ran = results.indices.filter { !results[$0].folder.isEmpty }
        let unexpected = ran.filter { results[$0].isUnexpected }
        let candidates =
            switch choice {
            case .unexpected: unexpected
            case .all: unexpected + ran.filter { !results[$0].isUnexpected }
            }
        places = Set(candidates.prefix(choice.most))
        overflow = Set(candidates.dropFirst(choice.most))
        self.choice = choice
    }

    /// Why a single run has none.
    var reason: String { "the page has \(choice.most) already" }

    /// Nil if every run has one.
    var note: String? {
        let count = places.count + overflow.count
        switch choice {
        case .unexpected:
            return "Runs that ended as expected have no picture; their folders hold all that was seen."
                + (overflow.isEmpty ? "" : " Of the \(count) other runs, the first \(places.count) have one.")
        case .all:
            guard !overflow.isEmpty else { return nil }
            return "Of \(count) runs, \(places.count) have a picture, those that did not end as expected first; their "
                + "folders hold all that was seen."
        }
    }
}

extension RunResult {
    /// Whether the page has all checks of it and, unless there are too many, a picture.
    var isUnexpected: Bool { status >= .inconclusive || isFixed }
}
