/// How a pull ended, by what is true and not by what the puller says.
public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Success was reported, and every stored byte is right.
    case pulled
    /// Success was reported, and what is stored is, whole and sound, the image that the tag named before.
    case stale
    /// Failure was reported.
    case failed
    /// It was killed at the deadline.
    case hung
    /// A signal or a panic ended it.
    case crashed
    /// Success was reported and the stored bytes are wrong; a failure whatever a scenario says.
    case corrupt
    /// Success was reported and no image is there; a failure whatever a scenario says.
    case missing
}

/// What a run says about the puller; several merge to the largest.
public enum Status: String, Sendable, Codable, CaseIterable, Comparable {
    /// Nothing ran.
    case skipped
    /// All as expected.
    case passed
    /// Fell short exactly as the scenario lists it for this puller.
    case known
    /// A fault never fired, so nothing was tested.
    case inconclusive
    /// Not as expected.
    case failed
    /// The harness failed.
    case broken

    /// By severity, in the order of the cases.
    public static func < (first: Status, second: Status) -> Bool { first.rank < second.rank }

    private var rank: Int { Status.allCases.firstIndex(of: self) ?? 0 }
}
