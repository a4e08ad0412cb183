import ImageContent
import Judging

/// What a puller does with what a loss of power at one moment of a pull leaves.
public struct CrashPoint: Sendable, Equatable {
    /// How many writes and flushes the disk had seen.
    public let writes: Int
    /// What the first pull after it came to; nil if it could not be judged.
    public let outcome: Outcome?
    /// How many pulls it took until the image was there and whole; nil if no pull brought that.
    public let pulls: Int?
    /// The files of the layers as the last pull leaves them; nil if they were not compared.
    public let files: FileTally?
    /// What the first pull that failed printed as its error; nil if none did.
    public let error: String?
    /// Why it could not be judged, as where the daemon did not even start with what was left; nil if it could.
    public let problem: String?
    /// How long it took to make the state and to judge it.
    public let seconds: Double

    /// The words for a table, as in `corrupt for ever`.
    public var classWords: String {
        guard problem == nil, let outcome else { return "not judged" }
        if outcome == .pulled { return "pulled" }
        return pulls.map { "\(outcome.rawValue), then pulled by pull \($0)" } ?? "\(outcome.rawValue) for ever"
    }
}
