import ImageContent
import Judging
import Pullers
import Sandboxing
import Scenarios

/// The pull that is judged, as a scenario asks for it: once, again and again, or several at once.
struct AskedPulls: Sendable {
    /// How it ended.
    struct Result: Sendable {
        let end: ProgramEnd
        /// How often it was asked for; nil without repetition.
        var tries: Int?
        /// How several at once ended; nil for one.
        var atOnce: PullsAtOnce?
    }

    private let request: PullRequest?
    private let plan: Plan
    private let recorder: Recorder

    /// - Parameter request: another pull than the session's own; nil for that.
    init(of request: PullRequest?, _ plan: Plan, recorder: Recorder) {
        self.request = request
        self.plan = plan
        self.recorder = recorder
    }

    func run(in session: PullerSession) async throws -> Result {
        let (pulls, deadline) = (plan.scenario.pulls, plan.scenario.deadline)
        guard pulls.atOnce > 1 else {
            let (end, tries) = try await RepeatedPull(of: request, again: pulls.again, recorder: recorder)
                .run(in: session, deadline: deadline)
            return Result(end: end, tries: tries)
        }
        let first = request ?? session.request
        let together = PullsTogether(
            of: first, base: pulls.hasBase ? first.pulling(ImageRecipe.baseRepository) : nil, count: pulls.atOnce)
        let (end, report) = try await together.run(in: session, deadline: deadline)
        return Result(end: end, atOnce: report)
    }
}
