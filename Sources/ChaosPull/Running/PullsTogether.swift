import Judging
import Pullers
import Sandboxing
import Scenarios

/// Several pulls at once, of one image or of two that share layers.
struct PullsTogether: Sendable {
    private let first: PullRequest
    private let base: PullRequest?
    private let count: Int

    /// - Parameters:
    ///   - request: the pull of the image.
    ///   - base: the pull of the image that every second one asks for; nil where all ask for the same.
    init(of request: PullRequest, base: PullRequest?, count: Int) {
        first = request
        self.base = base
        self.count = count
    }

    /// Pulls, and waits for all.
    ///
    /// - Returns: how the one ended that ended worst, of those that the harness has not ended, with the time and the
    ///   memory of all; and how many worked.
    func run(in session: PullerSession, deadline: Duration) async throws -> (end: ProgramEnd, report: PullsAtOnce) {
        let start = ContinuousClock.now
        let ends = try await withThrowingTaskGroup(of: (Int, ProgramEnd).self) { group in
            for number in 1...count {
                let request = (number.isMultiple(of: 2) ? base ?? first : first).numbered(number)
                group.addTask { (number, try await session.pull(request, deadline: deadline)) }
            }
            return try await group.reduce(into: [Int: ProgramEnd]()) { $0[$1.0] = $1.1 }
        }
        let judged = ends.filter { !session.client.wasEnded || $0.key != 1 }
        let worst = judged.values.max { $0.badness < $1.badness } ?? ends[1]
        guard let worst else { throw CancellationError() }
        let memory = ends.values.compactMap(\.peakMemory)
        let end = ProgramEnd(
            status: worst.status, isTimedOut: worst.isTimedOut, duration: ContinuousClock.now - start,
            peakMemory: memory.isEmpty ? nil : memory.reduce(0, +))
        return (
            end,
            PullsAtOnce(
                pulls: count, succeeded: ends.values.count(where: \.isSuccess), ended: ends.count - judged.count)
        )
    }
}

extension ProgramEnd {
    /// A pull that hangs is worse than one that fails.
    fileprivate var badness: Int { isTimedOut ? 2 : isSuccess ? 0 : 1 }
}
