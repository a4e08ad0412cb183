import Judging

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
                result.outcome?.rawValue ?? "–", result.timeText,
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
        return lines.joined(separator: "\n") + "\n"
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
