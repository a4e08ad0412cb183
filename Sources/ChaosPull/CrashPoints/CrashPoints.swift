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

    /// Judges all points, or each n-th.
    ///
    /// - Parameters:
    ///   - step: 1 for all.
    ///   - onPoint: gets each point when it is judged, and how many there are.
    /// - Throws: `ChaosPullError` if the pull that is recorded does not work, or without a disk.
    public func explore(
        every step: Int = 1, onPoint: @escaping @Sendable (CrashPoint, Int) -> Void = { _, _ in }
    ) async throws -> [CrashPoint] {
        let plan = plan
        let (points, _) = try await withWorld(of: plan, faults: [], recorder: Recorder()) { world in
            guard let disk = world.disk?.disk else {
                throw ChaosPullError("the storage is in memory; expected 'disk: ext4' in 'node'")
            }
            let end = try await world.session.pull(deadline: plan.scenario.deadline)
            guard end.isSuccess else { throw ChaosPullError("the pull that is recorded did not work: \(end.text)") }
            let history = try await disk.history()
            let moments = stride(from: 0, to: history.crashPoints.count, by: max(1, step)).map {
                history.crashPoints[$0]
            }
            var points: [CrashPoint] = []
            for moment in moments {
                let point = try await Self.judge(plan, disk, history.prefix(moment))
                onPoint(point, moments.count)
                points.append(point)
            }
            return points
        }
        return points
    }

    private static func judge(_ plan: Plan, _ disk: Disk, _ history: DiskHistory) async throws -> CrashPoint {
        let start = ContinuousClock.now
        let copy = try DiskCopy(of: disk, history)
        let seen = try await run(plan, recorder: Recorder(), state: copy.loop)
        let verdict = Verdict(judging: seen, timeline: [], against: plan.scenario)
        let place = seen.followUps.firstIndex(where: \.isGood)
        let isGood = seen.pull?.isGood == true
        return CrashPoint(
            writes: history.count, outcome: verdict.outcome ?? .failed, pulls: isGood ? 1 : place.map { $0 + 2 },
            problem: seen.harnessProblem, seconds: (ContinuousClock.now - start).inSeconds)
    }
}
