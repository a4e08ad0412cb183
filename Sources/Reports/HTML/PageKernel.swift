import Faults
import Judging

/// What the kernel saw of a run, beside its picture.
struct PageKernel {
    /// The failed calls.
    struct Calls {
        let callRows: [Row]
        let callNote: String?
    }

    /// Calls that failed in one way.
    struct Row {
        let first: String
        let program: String
        let call: String
        let error: String
        let cause: String
        let count: Int
        let callPath: String
    }

    private static let mostRows = 50

    let calls: Calls?
    let counters: PageLines?

    /// Nil if nothing was seen.
    ///
    /// - Parameters:
    ///   - timeline: nil if nobody knows it.
    ///   - observations: nil if nobody knows them; then the result tells at least the limits.
    init?(_ result: RunResult, timeline: [Event]?, observations: Observations?) {
        let failed = FailedCalls(timeline ?? [], most: Self.mostRows)
        // As the picture's axis.
        let zero = timeline?.first { $0.isPhase(.pullStarted) }?.time.clampedSeconds ?? 0
        let rows = failed.rows.map { row in
            Row(
                first: row.timeText(since: zero), program: row.program.clipped(to: 100), call: row.call.clipped(to: 60),
                error: row.error.clipped(to: 60), cause: row.cause, count: row.count,
                callPath: row.path.map { $0.clipped(to: 300) } ?? "–")
        }
        calls = rows.isEmpty ? nil : Calls(callRows: rows, callNote: failed.note)
        counters = PageLines(
            (observations.map(KernelCounters.lines) ?? (result.limits ?? []).map(\.text)).map(PageRun.clipped))
        guard calls != nil || counters != nil else { return nil }
    }
}
