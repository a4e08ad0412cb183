import Faults
import Judging

/// Results as one page that needs no network: the matrix, and for each run what happened and the reason of the verdict.
public enum HTMLReport {
    private static let lastLines = 12
    /// Pictures of one page; each has 25 kB, and a browser takes long to lay out many more.
    static let mostPictures = 200

    /// - Parameters:
    ///   - file: the results.
    ///   - timelines: the timeline of each result, in the same order; a run without a timeline has no picture.
    public static func text(_ file: ResultFile, timelines: [[Event]] = []) -> String {
        let results = file.results
        var pictures = 0
        let runs = results.enumerated().map { index, result in
            let isDrawn = result.isDrawn && pictures < mostPictures
            if isDrawn { pictures += 1 }
            let timeline = isDrawn && timelines.indices.contains(index) ? timelines[index] : []
            return run(result, timeline: timeline, number: index + 1)
        }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>chaospull: \(MarkupText.escaped(ConsoleReport.summary(results)))</title>
            <style>
            \(HTMLStyle.css)
            </style>
            </head>
            <body>
            <h1>What the pullers did</h1>
            <p>\(MarkupText.escaped(ConsoleReport.summary(results)))</p>
            <p class="soft">chaospull \(MarkupText.escaped(file.chaospull))\(part(file))</p>
            <h2>Scenarios and pullers</h2>
            \(matrix(results))
            <p class="soft">\(legend)</p>
            <h2>Runs</h2>
            <p class="soft">Runs that ended as expected have no picture; their folders hold all that was seen.</p>
            \(runs.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    private static let legend = [
        (Status.passed, "as expected"), (.known, "falls short as the scenario lists"), (.failed, "not as expected"),
        (.inconclusive, "the fault never took effect"), (.broken, "the test bench failed"), (.skipped, "not run"),
    ].map { "<span class=\"sign\">\($0.symbol)</span>\($0.rawValue): \($1)" }.joined(separator: " · ")

    private static func part(_ file: ResultFile) -> String {
        file.part.map { ", shard \($0.shard) of a matrix of \($0.cells) cells" } ?? ""
    }

    private static func matrix(_ results: [RunResult]) -> String {
        let pullers = unique(results.map { "\($0.puller) \($0.version)" })
        let scenarios = unique(results.map(\.scenario))
        let places = Dictionary(grouping: results.indices) { index in
            [results[index].scenario, "\(results[index].puller) \(results[index].version)"]
        }
        let hasSeeds = Set(results.map(\.seedText)).count > 1
        let head = pullers.map { "<th scope=\"col\">\(MarkupText.escaped($0))</th>" }.joined()
        let rows = scenarios.map { scenario in
            let cells = pullers.map { puller in
                let links = (places[[scenario, puller]] ?? []).map { index in
                    let result = results[index]
                    let seed = hasSeeds ? " seed \(result.seedText)" : ""
                    return "<a href=\"#run-\(index + 1)\" class=\"s-\(result.status.rawValue)\">"
                        + "<span class=\"sign\">\(result.status.symbol)</span>\(result.status.rawValue)"
                        + "\(result.isFixed ? " (fixed)" : "")\(seed)</a>"
                }
                return "<td>\(links.isEmpty ? "–" : links.joined(separator: "<br>"))</td>"
            }
            return "<tr><th scope=\"row\">\(MarkupText.escaped(scenario))</th>\(cells.joined())</tr>"
        }
        return "<div class=\"wide\"><table class=\"matrix\"><tr><th scope=\"col\">scenario</th>\(head)</tr>\n"
            + rows.joined(separator: "\n") + "\n</table></div>"
    }

    private static func run(_ result: RunResult, timeline: [Event], number: Int) -> String {
        let status = result.status.rawValue
        let isOpen = result.status >= .inconclusive ? " open" : ""
        let outcome = result.outcome.map { ", \($0.rawValue) in \(result.timeText)" } ?? ""
        var parts = [
            "<details\(isOpen)><summary><span class=\"s-\(status)\"><span class=\"sign\">\(result.status.symbol)</span>"
                + "\(status)</span> <b>\(MarkupText.escaped(result.scenario))</b> "
                + "\(MarkupText.escaped("\(result.puller) \(result.version)")), seed \(result.seedText)\(outcome)</summary>",
            "<div class=\"run\" id=\"run-\(number)\">", "<p>\(MarkupText.escaped(result.title))</p>",
            "<p class=\"why s-\(status)\">\(MarkupText.escaped(result.why))</p>",
        ]
        if let error = result.errorText {
            parts.append("<h3>What the puller said</h3><pre>\(line(error))</pre>")
        }
        let picture = TimelinePicture(timeline).svg
        if !picture.isEmpty {
            parts.append("<h3>What happened</h3>")
            parts.append(picture)
            parts.append(
                "<p class=\"soft\">Seconds since the pull began\(healed(timeline)). Rest on a sign to read it.</p>")
        }
        parts.append(findings(result.isDrawn ? result.findings : result.findings.filter { !$0.isMet }))
        parts.append(faults(result.firedFaults))
        parts.append(output(timeline))
        if !result.folder.isEmpty {
            parts.append("<p class=\"soft\">Everything that was seen is in \(MarkupText.escaped(result.folder)).</p>")
        }
        return (parts.filter { !$0.isEmpty } + ["</div></details>"]).joined(separator: "\n")
    }

    private static func healed(_ timeline: [Event]) -> String {
        timeline.contains { $0.isPhase(.faultsLifted) } ? "; in the green part the faults are lifted" : ""
    }

    private static func findings(_ findings: [Finding]) -> String {
        guard !findings.isEmpty else { return "" }
        // Unmet findings come first, in the order of the checks.
        let rows = (findings.filter { !$0.isMet } + findings.filter(\.isMet)).map { finding in
            let sign = finding.isMet ? "✔" : "✘"
            let lines = finding.isMet ? [] : finding.evidence
            let evidence =
                lines.isEmpty
                ? "" : "<tr><td colspan=\"3\"><pre>\(lines.map(line).joined(separator: "\n"))</pre></td></tr>"
            return "<tr><td><span class=\"s-\(finding.isMet ? "passed" : "failed")\">\(sign)</span>&#160;"
                + "\(MarkupText.escaped(finding.check))</td><td>\(MarkupText.escaped(finding.expected))</td>"
                + "<td>\(line(finding.actual))</td></tr>\(evidence)"
        }
        let head = "<tr><th>check</th><th>expected</th><th>seen</th></tr>"
        return "<h3>Checks</h3><div class=\"wide\"><table class=\"checks\">\(head)\n"
            + rows.joined(separator: "\n") + "\n</table></div>"
    }

    private static func faults(_ faults: [Observations.FaultCount]) -> String {
        guard !faults.isEmpty else { return "" }
        let items = faults.map { fault in
            MarkupText.escaped(
                "\(fault.name) on \(fault.match): took effect \(fault.fired == 1 ? "once" : "\(fault.fired) times")")
        }
        return "<h3>Faults</h3><p>\(items.joined(separator: "<br>"))</p>"
    }

    /// The last lines of the command and its daemon in the judged pull.
    private static func output(_ timeline: [Event]) -> String {
        let end = timeline.firstIndex { $0.isPhase(.pullEnded) } ?? timeline.endIndex
        let lines = timeline[..<end].filter { if case .output = $0.body { true } else { false } }
        guard !lines.isEmpty else { return "" }
        let start = timeline.first { $0.isPhase(.pullStarted) }?.time.clampedSeconds ?? 0
        return "<h3>The last lines of output</h3><pre>"
            + lines.suffix(lastLines).map { event in
                line(Event(time: event.time.clampedSeconds - start, body: event.body).line)
            }.joined(separator: "\n") + "</pre>"
    }

    private static func line(_ text: String) -> String { MarkupText.escaped(MarkupText.clipped(text, to: 1000)) }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension RunResult {
    /// Whether the page has a picture and all checks of it; of the others it has the reason and the folder.
    package var isDrawn: Bool { status >= .inconclusive || isFixed }
}
