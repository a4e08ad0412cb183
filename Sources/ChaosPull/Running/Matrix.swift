import Faults
import Judging
import Pullers
import Sandboxing
import Scenarios

/// What a matrix tells while it runs.
public enum Progress: Sendable {
    /// A run of this cell begins.
    case started(Cell)
    /// Something happened in the run of this cell.
    case event(Cell, Event)
    /// The run of this cell left something that is not whole, such as a capture with gaps.
    case warning(Cell, String)
    /// The run of this cell was judged.
    case finished(Cell, RunResult)
}

/// Runs every cell, several at once, and judges each.
///
/// Cells share nothing: each has namespaces, services and storage of its own.
///
/// - Parameters:
///   - cells: what to run, as ``Cell/matrix(scenarios:pullers:seed:)`` lists it.
///   - jobs: cells at once, 1 or more.
///   - output: the folder under which every cell has one of its own.
///   - areFaultsLifted: runs the cells without their faults; none should pass then.
///   - isCaptured: leaves what crossed the wire in each run's folder, as `capture.pcapng`.
///   - control: the path of a socket on which the faults of a single cell are turned on and off; nil for none.
///   - isRecorded: leaves every decision of the faults there, as `decisions.jsonl`, for a replay.
///   - progress: called from many threads.
/// - Returns: results in the order of the cells.
public func runMatrix(
    _ cells: [Cell], jobs: Int, output: String, areFaultsLifted: Bool = false, isCaptured: Bool = false,
    isRecorded: Bool = false, control: String? = nil, progress: @escaping @Sendable (Progress) -> Void = { _ in }
) async throws -> [RunResult] {
    try await withThrowingTaskGroup(of: (Int, RunResult).self) { group in
        var results: [RunResult?] = Array(repeating: nil, count: cells.count)
        var next = 0
        func startOne() {
            let (index, cell) = (next, cells[next])
            next += 1
            group.addTask {
                let run = try await runCell(
                    cell, output: output, areFaultsLifted: areFaultsLifted, isCaptured: isCaptured,
                    isRecorded: isRecorded, control: control, progress: progress
                )
                return (index, run.result)
            }
        }
        while next < min(max(1, jobs), cells.count) { startOne() }
        while let (index, result) = try await group.next() {
            results[index] = result
            if next < cells.count { startOne() }
        }
        return results.compactMap(\.self)
    }
}

/// Plans, runs, writes down what was seen, then judges it.
///
/// A harness that fails, as where the run's folder cannot be written, is told in the result, which is then `broken`: the
/// other cells go on. Only cancellation is thrown.
///
/// - Parameter recording: decisions that are applied again instead of drawing any.
@concurrent
func runCell(
    _ cell: Cell, output: String, areFaultsLifted: Bool = false, isCaptured: Bool = false, isRecorded: Bool = false,
    replaying recording: RecordedDecisions? = nil, control: String? = nil,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
) async throws -> PullRun {
    progress(.started(cell))
    let plan = cell.plan(areFaultsLifted: areFaultsLifted)
    if let reason = plan.whyLeftOut {
        return withoutRun(plan, .skipped, why: reason, progress: { progress(.finished(cell, $0)) })
    }
    await besideServices { plan.makeImages() }
    do {
        return try await runAndKeep(
            cell, plan, output: output, isCaptured: isCaptured, isRecorded: isRecorded, replaying: recording,
            control: control, progress: progress
        )
    } catch {
        try Task.checkCancellation()
        return withoutRun(plan, .broken, why: "\(error)", progress: { progress(.finished(cell, $0)) })
    }
}

/// Runs a plan in a folder of its own, where all that was seen is left.
private func runAndKeep(
    _ cell: Cell, _ plan: Plan, output: String, isCaptured: Bool, isRecorded: Bool,
    replaying recording: RecordedDecisions?, control: String?, progress: @escaping @Sendable (Progress) -> Void
) async throws -> PullRun {
    let folder = try RunFolder(output: output, plan: plan)
    let recorder = Recorder { progress(.event(cell, $0)) }
    let capture = isCaptured ? CaptureLog() : nil
    let file = isRecorded ? try folder.decisionFile(of: plan) : nil
    let decisions = recording.map { DecisionSource.replayed($0) } ?? file.map { .recorded($0.append) } ?? .drawn
    var observations = try await run(plan, recorder: recorder, capture: capture, decisions: decisions, control: control)
    try file?.finish()
    if let capture {
        let title = "\(cell.scenario.name) with \(cell.puller.name) \(cell.version), seed \(cell.seed)"
        let file = await besideServices { capture.file(title: title, timelineZero: recorder.zero) }
        try folder.write(file)
        observations.capture = file.report
        for problem in file.report.problems { progress(.warning(cell, problem)) }
    }
    let timeline = recorder.events
    let report = recorder.report
    if !report.isComplete {
        observations.timeline = report
        progress(.warning(cell, report.sentence))
    }
    for case .omission(let omission) in timeline.map(\.body) { progress(.warning(cell, omission.sentence)) }
    try folder.write(timeline: timeline)
    try folder.write(observations)
    let result = RunResult(
        judging: observations, timeline: timeline, against: cell.scenario, folder: folder.path
    )
    try folder.write(result)
    progress(.finished(cell, result))
    return PullRun(result: result, observations: observations, timeline: timeline)
}

/// A run of which nothing can be judged: the puller cannot be asked for such a pull, or nothing could be kept of it.
private func withoutRun(_ plan: Plan, _ status: Status, why: String, progress: (RunResult) -> Void) -> PullRun {
    let result = RunResult(
        scenario: plan.scenario.name, title: plan.scenario.title, puller: plan.pullerName, version: plan.version,
        seed: plan.seed, verdict: Verdict(status: status, why: why), seconds: 0, folder: "",
        repetition: plan.repetition > 1 ? plan.repetition : nil, clauses: ClauseAnswer.none(of: plan.scenario)
    )
    progress(result)
    var observations = Observations(
        scenario: plan.scenario.name, puller: plan.pullerName, version: plan.version, seed: plan.seed
    )
    if status == .broken { observations.harnessProblem = why }
    return PullRun(result: result, observations: observations, timeline: [])
}
