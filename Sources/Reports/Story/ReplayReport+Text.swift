import Faults

extension ReplayReport {
    /// How far the run followed its recording, for people.
    package var lines: [String] {
        guard let first else {
            return ["decisions  \(recorded) recorded, all applied again", "traffic    as recorded"]
        }
        return [
            "decisions  \(recorded) recorded, \(applied) applied again",
            "traffic    diverged: \(neverCame) recorded never came, \(notRecorded) came that were not recorded",
            "first      \(first.sentence)",
        ]
    }
}
