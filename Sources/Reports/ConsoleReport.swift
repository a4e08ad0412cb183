import Faults
import Judging

/// The table at the end of a command, the reasons of runs that did not pass, and a line with counts.
public enum ConsoleReport {
    /// The whole report; ends in a line break.
    ///
    /// Several scenarios with several pullers make a table of scenarios by pullers; otherwise there is a line per run.
    ///
    /// - Parameters:
    ///   - results: the results, in this order.
    ///   - isColored: whether to use ANSI colours; the symbols carry the same information.
    ///   - width: the terminal's width in characters; a wider table continues below.
    public static func text(_ results: [RunResult], isColored: Bool = false, width: Int = 100) -> String {
        let results = results.map(\.printable)
        let matrix = MatrixTable(results)
        var lines =
            matrix.isMatrix
            ? matrix.lines(width: width, isColored: isColored) : list(results, isColored: isColored)
        let groups = matrix.isMatrix ? ShortcomingGroups(results).lines(width: width) : []
        // What a group tells needs no line for each run.
        let told = results.filter { groups.isEmpty || $0.shortcomings == nil }
        let reasons = told.filter { $0.status != .passed || $0.isFixed || $0.hasReservation }.flatMap(reason)
        if !reasons.isEmpty { lines += [""] + reasons }
        if !groups.isEmpty { lines += [""] + groups }
        let conformance = clauses(results)
        if !conformance.isEmpty { lines += [""] + conformance }
        lines += ["", summary(results)]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func list(_ results: [RunResult], isColored: Bool) -> [String] {
        var rows = [["scenario", "puller", "seed", "verdict", "outcome", "time"]]
        for result in results {
            rows.append([
                result.scenario, "\(result.puller) \(result.version)", result.seedText,
                "\(result.status.symbol) \(result.status.rawValue)\(result.isFixed ? " (fixed)" : "")",
                result.outcome?.rawValue ?? "-", result.recoveryText,
            ])
        }
        return TextTable.lines(rows).enumerated().map { index, line in
            isColored && index > 0 ? results[index - 1].status.colored(line) : line
        }
    }

    /// The line about a finished cell, for a terminal or a log.
    public static func line(_ result: RunResult) -> String {
        let result = result.printable
        return
            "\(result.status.symbol) \(result.status.rawValue)  \(result.scenario)  \(result.puller) \(result.version)  "
            + "seed \(result.seedText)  \(result.outcome?.rawValue ?? "-") in "
            + result.recoveryText
    }

    private static func reason(_ result: RunResult) -> [String] {
        var lines = ["\(result.scenario), \(result.puller) \(result.version): \(result.status.rawValue): \(result.why)"]
        guard result.status >= .inconclusive else { return lines }
        for finding in result.findings where !finding.isMet {
            lines += finding.evidence.map { "    \($0)" }
        }
        if !result.folder.isEmpty { lines.append("    see \(result.folder)") }
        return lines
    }

    static func summary(_ results: [RunResult]) -> String {
        let counts = Status.allCases.compactMap { status in
            let count = results.count { $0.status == status }
            return count == 0 ? nil : "\(count) \(status.rawValue)"
        }
        return "\(results.count) \(results.count == 1 ? "run" : "runs"): "
            + (counts.isEmpty ? "nothing ran" : counts.joined(separator: ", "))
    }
}

extension RunResult {
    /// A passed run that shows less than others: its bytes were not verified, or only words prove a fault.
    var hasReservation: Bool {
        isProvenByWords
            || findings.contains { $0.check == "integrity" && $0.actual.hasPrefix("not verified by us") }
    }

    /// The duration of the pull, to the millisecond.
    var timeText: String { Units.text(.milliseconds(Int(seconds.clampedSeconds * 1000))) }

    /// The same in a table, where three digits are enough to compare.
    var shortTimeText: String {
        Decimals.text(seconds, places: seconds < 10 ? 2 : seconds < 100 ? 1 : 0) + " s"
    }

    /// The duration, and how long after the end of the faults that was, if it was measured.
    var recoveryText: String {
        timeText
            + (recovery.map { $0 > 0 ? ", \(Units.text(.seconds($0.clampedSeconds))) after the faults" : "" } ?? "")
    }

    /// The same, and the processor time and the memory, if they were measured.
    var costText: String {
        let processor = processorSeconds.map {
            ", processor \(Units.text(.milliseconds(Int($0.clampedSeconds * 1000))))"
        }
        return recoveryText + (processor ?? "") + (memory.map { ", \(Units.text(bytes: $0))" } ?? "")
    }
}

extension Status {
    /// A symbol that needs no colour.
    public var symbol: String {
        switch self {
        case .skipped: "–"
        case .passed: "✔"
        case .known: "≈"
        case .inconclusive: "?"
        case .failed: "✘"
        case .broken: "!"
        }
    }

    /// ANSI colours (ECMA-48, SGR): green, yellow, red and magenta.
    func colored(_ text: String) -> String {
        let code =
            switch self {
            case .skipped: 2
            case .passed: 32
            case .known: 36
            case .inconclusive: 33
            case .failed: 31
            case .broken: 35
            }
        return "\u{1b}[\(code)m\(text)\u{1b}[0m"
    }
}
