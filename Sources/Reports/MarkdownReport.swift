import Judging
import Scenarios

/// Results for the summary of a CI job: a count, a table, and the reasons of runs that did not pass.
public enum MarkdownReport {
    /// The report in GitHub Flavored Markdown, which has tables.
    public static func text(_ results: [RunResult]) -> String {
        var lines = ["## chaospull: \(ConsoleReport.summary(results))", ""]
        guard !results.isEmpty else { return lines.joined(separator: "\n") }
        lines += ["| | scenario | puller | seed | verdict | outcome | time |", "|---|---|---|---:|---|---|---:|"]
        for result in results {
            let cells = [
                result.status.symbol, escaped(result.scenario), escaped("\(result.puller) \(result.version)"),
                result.seedText, result.status.rawValue + (result.isFixed ? " (fixed)" : ""),
                result.outcome?.rawValue ?? "–", result.costText,
            ]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        let told = results.filter { $0.status != .passed || $0.isFixed || $0.hasReservation }.sorted {
            $0.status > $1.status
        }
        if !told.isEmpty { lines += ["", "### Why", ""] }
        for result in told {
            lines.append(
                "- \(result.status.symbol) **\(escaped(result.scenario))**, \(escaped(result.puller)) "
                    + "\(escaped(result.version)), seed \(result.seedText): \(escaped(result.why))"
            )
            if let error = result.errorText { lines.append("  <br>\(escaped(error))") }
        }
        let groups = ShortcomingGroups(results).pullers
        if !groups.isEmpty { lines += ["", "### Shortcomings", ""] }
        for puller in groups {
            lines.append("- \(escaped(puller.sentence))")
            lines += puller.causes.map { "  - `\($0.id)`: \($0.scenarios.map(escaped).joined(separator: ", "))" }
        }
        if let table = ClauseTable(results) { lines += clauses(table) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func clauses(_ table: ClauseTable) -> [String] {
        func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        let pullers = table.pullers.map { escaped("\($0.puller) \($0.version)") }
        return ["", "### Clauses of specifications", "", row(["clause", "level"] + pullers)]
            + ["|---|---|" + String(repeating: "---|", count: pullers.count)]
            + table.rows.map { line in
                row([escaped(line.name), line.clause?.level.rawValue ?? "–"] + line.standings.map(\.symbol))
            }
            + Conformance.Standing.allCases.map { standing in
                row(["\(standing.symbol) \(standing.word)", ""] + table.counts(standing).map { "\($0)" })
            }
    }

    /// Text without special meaning: one line, no markup, no end of a table cell.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in MarkupText.clipped(text, to: 600).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "|", "\\", "`", "*", "_", "[", "]", "~", "#", "!", "$", "@":
                result += "&#\(scalar.value);"
            case "\n", "\r", "\t": result += " "
            default: result += MarkupText.escaped(String(scalar))
            }
        }
        return result
    }
}
