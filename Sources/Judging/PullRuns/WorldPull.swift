import Faults
import ImageContent

/// How one pull in a world ended whose faults are turned on and off from outside.
///
/// It is seen and not judged: whoever asked for it knows what to expect.
public struct WorldPull: Sendable, Codable, Equatable {
    /// What became of it, as in a run: `pulled`, `failed`, `hung` and so on.
    public let outcome: Outcome
    /// The exit code; nil if a signal ended the command.
    public let exitCode: Int32?
    /// The signal that ended the command (signal(7)), or nil.
    public let signal: Int32?
    /// How long it took.
    public let seconds: Double
    /// The puller's last line about an error; nil if the pull is good or printed none.
    public let errorText: String?
    /// What is wrong with what is stored; empty if nothing is, or if the puller did not claim success.
    public let problems: [String]
    /// The number of requests for each resource, as in `manifest`.
    public let requests: [String: Int]

    /// - Parameter timeline: from the start to the end of this pull.
    package init(_ pull: Observations.Pull, _ observations: Observations, timeline: [Event]) {
        let facts = RunFacts(observations: observations, pull: pull, timeline: timeline)
        outcome = facts.outcome
        exitCode = pull.exitCode
        signal = pull.signal
        seconds = pull.seconds
        errorText = facts.errorText
        problems = pull.isSuccess ? pull.stored.problems.map { "\($0)" } : []
        requests = facts.requestCounts
    }
}

extension WorldPull {
    /// As in `failed after 2.1 s: error pulling image configuration: i/o timeout`.
    package var line: String {
        let text = "\(outcome.rawValue) after \((seconds * 10).rounded() / 10) s"
        return text + ([errorText].compactMap(\.self) + problems).map { ": \($0.printable)" }.joined()
    }
}
