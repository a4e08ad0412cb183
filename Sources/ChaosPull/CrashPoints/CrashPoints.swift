import Disks
import Faults
import Judging
import Pullers
import Sandboxing
import Scenarios

/// Every moment of one pull at which the power can go, each judged by the pull that comes after.
///
/// One pull is recorded. Each state that its disk had after a flush is made anew from the log, without pulling again.
public struct CrashPoints: Sendable {
    private let plan: Plan

    /// - Parameter cell: a scenario without faults whose storage is on a disk.
    public init(_ cell: Cell) { plan = cell.plan(areFaultsLifted: true) }

    /// Judges all points, or each n-th and the last.
    ///
    /// - Parameters:
    ///   - step: 1 for all.
    ///   - jobs: points at once, 1 or more.
    ///   - onPoint: gets each point when it is judged, and how many there are; called from many threads.
    /// - Returns: the points in the order of the pull.
    /// - Throws: `ChaosPullError` if the pull that is recorded does not work, or without a disk.
    public func explore(
        every step: Int = 1, jobs: Int = 1, onPoint: @escaping @Sendable (CrashPoint, Int) -> Void = { _, _ in }
    ) async throws -> [CrashPoint] {
        let plan = plan
        let (points, _) = try await withWorld(of: plan, faults: [], recorder: Recorder()) { world in
            guard let disk = world.disk?.disk else {
                throw ChaosPullError("the storage is in memory; expected 'disk: ext4' in 'node'")
            }
            let end = try await world.session.pull(deadline: plan.scenario.deadline)
            guard end.isSuccess else { throw ChaosPullError("the pull that is recorded did not work: \(end.text)") }
            let history = try await disk.history()
            let all = history.crashPoints
            let moments = stride(from: all.count - 1, through: 0, by: -max(1, step)).reversed().map { all[$0] }
            return try await Self.each(moments, jobs: jobs) { moment in
                let point = try await Self.judge(plan, disk, history.prefix(moment))
                onPoint(point, moments.count)
                return point
            }
        }
        return points
    }

    /// Judges several moments at once, and returns what came of them in their order.
    private static func each(
        _ moments: [Int], jobs: Int, judge: @escaping @Sendable (Int) async throws -> CrashPoint
    ) async throws -> [CrashPoint] {
        try await withThrowingTaskGroup(of: CrashPoint.self) { group in
            var (waiting, points) = (moments[...], [CrashPoint]())
            for moment in waiting.prefix(max(1, jobs)) { group.addTask { try await judge(moment) } }
            waiting = waiting.dropFirst(max(1, jobs))
            while let point = try await group.next() {
                points.append(point)
                if let moment = waiting.popFirst() { group.addTask { try await judge(moment) } }
            }
            return points.sorted { $0.writes < $1.writes }
        }
    }

    private static func judge(_ plan: Plan, _ disk: Disk, _ history: DiskHistory) async throws -> CrashPoint {
        let start = ContinuousClock.now
        let copy = try DiskCopy(of: disk, history)
        let recorder = Recorder()
        let seen = try await run(plan, recorder: recorder, state: copy.loop)
        let result = RunResult(judging: seen, timeline: recorder.events, against: plan.scenario, folder: "")
        let pulls = [seen.pull].compactMap(\.self) + seen.followUps
        return CrashPoint(
            writes: history.count, outcome: result.outcome, pulls: pulls.firstIndex(where: \.isGood).map { $0 + 1 },
            files: pulls.last?.stored.files, error: result.outcome == .failed ? result.errorText : nil,
            problem: seen.harnessProblem,
            seconds: (ContinuousClock.now - start).inSeconds)
    }
}
