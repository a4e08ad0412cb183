import Faults
import Judging

/// System calls of the puller that failed until the faults were lifted; equal ones share a row.
struct FailedCalls {
    /// Calls that failed in one way.
    struct Row: Equatable {
        /// When the first of them failed, in seconds since the harness started the run.
        let time: Double
        /// The process that made them, as in `dockerd`.
        let program: String
        let call: String
        /// Nil where only the kernel told of them, which does not say it.
        let path: String?
        let error: String
        var count: Int
        /// Whether a fault had them fail.
        let isByFault: Bool
    }

    private struct Kind: Hashable {
        let program: String
        let call: String
        let error: String
        var path: String?
        var isByFault = false
    }

    /// In the order of time.
    let rows: [Row]
    /// The number of calls in rows beyond the bound.
    let leftOut: Int

    /// - Parameter most: the most rows; files have names of their own, so the kinds can be many.
    init(_ timeline: [Event], most: Int) {
        let judged = timeline.drop { !$0.isPhase(.pullStarted) }.prefix { !$0.isPhase(.faultsLifted) }
        var found: [Kind: Row] = [:]
        var byFault: [Kind: Int] = [:]
        func add(_ kind: Kind, _ time: Double, _ count: Int) {
            found[
                kind,
                default: Row(
                    time: time, program: kind.program, call: kind.call, path: kind.path, error: kind.error, count: 0,
                    isByFault: kind.isByFault)
            ].count += count
        }
        for event in judged {
            switch event.body {
            case .kernel(let failed):
                let kind = Kind(program: failed.process, call: failed.call, error: failed.error)
                // A file may have been edited, and the sum must fit.
                add(kind, event.time.clampedSeconds, min(max(1, failed.more ?? 1), 1_000_000_000))
            case .fault(let firing):
                guard let call = firing.call, let error = call.error else { continue }
                var kind = Kind(program: call.process, call: call.call, error: error)
                byFault[kind, default: 0] += 1
                (kind.path, kind.isByFault) = (call.path, true)
                add(kind, event.time.clampedSeconds, 1)
            default: continue
            }
        }
        // The kernel tells also of the calls that a fault had fail.
        for (kind, count) in byFault {
            guard let told = found[kind]?.count else { continue }
            found[kind]?.count = told - count
        }
        let sorted = found.values.filter { $0.count > 0 }.sorted {
            ($0.time, $0.program, $0.call, $0.path ?? "") < ($1.time, $1.program, $1.call, $1.path ?? "")
        }
        rows = Array(sorted.prefix(most))
        leftOut = sorted.dropFirst(most).reduce(0) { $0 + $1.count }
    }

    /// The rows for a terminal, with a head; empty without a failed call.
    var lines: [String] {
        guard !rows.isEmpty else { return [] }
        let table =
            [["first at", "program", "call", "error", "by", "times", "path"]]
            + rows.map { row in
                [
                    row.timeText(since: 0), row.program.clipped(to: 30), row.call.clipped(to: 30),
                    row.error.clipped(to: 30), row.cause, "\(row.count)", row.path?.clipped(to: 200) ?? "",
                ]
            }
        return TextTable.lines(table) + (note.map { [$0] } ?? [])
    }

    /// What the rows lack; nil for nothing.
    var note: String? { leftOut > 0 ? "and \(leftOut) other failed calls, in timeline.jsonl" : nil }
}

extension FailedCalls.Row {
    /// When the first of them failed, as in `4.20 s`.
    func timeText(since zero: Double) -> String {
        Decimals.text(max(0, time - zero), places: 2) + " s"
    }

    /// What had them fail.
    var cause: String { isByFault ? "a fault" : "the kernel" }
}
