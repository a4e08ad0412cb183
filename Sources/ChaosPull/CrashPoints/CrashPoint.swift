import Judging

/// What a puller does with what a loss of power at one moment of a pull leaves.
public struct CrashPoint: Sendable, Equatable {
    /// How many writes and flushes the disk had seen.
    public let writes: Int
    /// Whether the pull had ended with success by then.
    ///
    /// Then nothing may be missing.
    public let outcome: Outcome
    /// How many pulls it took until the image was there; nil if it did not come.
    public let pulls: Int?
    /// Why the machine could not even start with it; nil if it could.
    public let problem: String?
    /// How long it took to make the state and to judge it.
    public let seconds: Double

    /// The words for a table, as in `corrupt for ever`.
    public var classWords: String {
        if problem != nil { return "not judged" }
        guard outcome != .pulled else { return "pulled" }
        return pulls.map { "\(outcome.rawValue), then pulled by pull \($0)" } ?? "\(outcome.rawValue) for ever"
    }
}
