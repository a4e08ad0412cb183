/// How a pull ended: what is true, not what the puller says.
public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Success was reported, and every stored byte is right.
    case pulled
    /// Success was reported, and the image that the tag named before is stored, complete and undamaged.
    case stale
    /// A failure was reported.
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

/// The result of a run; several merge to the largest.
public enum Status: String, Sendable, Codable, CaseIterable, Comparable {
    /// Nothing ran.
    case skipped
    /// Everything was as expected.
    case passed
    /// The puller fell short exactly as the scenario lists it.
    case known
    /// A fault never fired, so nothing was tested.
    case inconclusive
    /// Not as expected.
    case failed
    /// The harness failed.
    case broken

    /// Ordered by severity.
    public static func < (first: Status, second: Status) -> Bool { first.rank < second.rank }

    private var rank: Int { Status.allCases.firstIndex(of: self) ?? 0 }
}
