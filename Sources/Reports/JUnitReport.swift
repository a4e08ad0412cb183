import Judging

/// Results as JUnit XML for CI systems, with a suite per scenario and a case per puller and seed.
///
/// `failed` and `inconclusive` are failures, `broken` is an error, `known` passes with a note.
public enum JUnitReport {
    /// - Parameters:
    ///   - results: one case for each.
    ///   - isStrict: whether a listed shortcoming that no longer occurs is a failure.
    public static func text(_ results: [RunResult], isStrict: Bool = false) -> String {
        var suites: [(scenario: String, results: [RunResult])] = []
        for result in results {
            if let index = suites.firstIndex(where: { $0.scenario == result.scenario }) {
                suites[index].results.append(result)
            } else {
                suites.append((result.scenario, [result]))
            }
        }
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
        lines.append("<testsuites name=\"chaospull\" \(counts(results, isStrict))>")
        for suite in suites {
            lines.append(
                "  <testsuite name=\"\(MarkupText.escaped(suite.scenario))\" \(counts(suite.results, isStrict))>")
            lines += suite.results.flatMap { testCase($0, isStrict) }
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func counts(_ results: [RunResult], _ isStrict: Bool) -> String {
        let elements = results.map { element($0, isStrict) }
        func count(_ name: String) -> Int { elements.count { $0 == name } }
        let seconds = results.reduce(0) { $0 + $1.seconds.clampedSeconds }
        return "tests=\"\(results.count)\" failures=\"\(count("failure"))\" errors=\"\(count("error"))\" "
            + "skipped=\"\(count("skipped"))\" time=\"\(Decimals.text(seconds, places: 3))\""
    }

    /// The element for the end of a case; nil for a passed one.
    private static func element(_ result: RunResult, _ isStrict: Bool) -> String? {
        switch result.status {
        case .skipped: "skipped"
        case .passed, .known: isStrict && result.isFixed ? "failure" : nil
        case .inconclusive, .failed: "failure"
        case .broken: "error"
        }
    }

    private static func testCase(_ result: RunResult, _ isStrict: Bool) -> [String] {
        let name = "\(result.puller) \(result.version) seed \(result.seedText)"
        var lines = [
            "    <testcase classname=\"\(MarkupText.escaped(result.scenario))\" name=\"\(MarkupText.escaped(name))\" "
                + "time=\"\(Decimals.text(result.seconds.clampedSeconds, places: 3))\">",
            "      <properties>",
        ]
        for (key, value) in properties(result) {
            lines.append("        <property name=\"\(key)\" value=\"\(MarkupText.escaped(value))\"/>")
        }
        lines.append("      </properties>")
        let message = MarkupText.escaped(MarkupText.clipped(result.why, to: 1000))
        switch element(result, isStrict) {
        case "skipped": lines.append("      <skipped message=\"\(message)\"/>")
        case let element?:
            let type = result.isFixed ? "fixed" : result.status.rawValue
            lines.append(
                "      <\(element) type=\"\(type)\" message=\"\(message)\">\(details(result))</\(element)>"
            )
        case nil: break
        }
        if result.status == .passed, result.hasReservation {
            lines.append("      <system-out>passed: \(message)</system-out>")
        }
        if result.status == .known { lines.append("      <system-out>known: \(message)</system-out>") }
        if let error = result.errorText {
            lines.append("      <system-err>\(MarkupText.escaped(MarkupText.clipped(error, to: 4000)))</system-err>")
        }
        lines.append("    </testcase>")
        return lines
    }

    private static func properties(_ result: RunResult) -> [(String, String)] {
        [
            ("title", result.title), ("status", result.status.rawValue),
            ("outcome", result.outcome?.rawValue ?? "none"),
            ("puller", result.puller), ("version", result.version), ("seed", "\(result.seed)"),
            ("folder", result.folder),
        ] + (result.isFixed ? [("fixed", "true")] : []) + (result.clauses ?? []).map { ("clause", $0.words) }
    }

    private static func details(_ result: RunResult) -> String {
        let lines = result.findings.filter { !$0.isMet }.flatMap { finding in
            ["\(finding.check): expected \(finding.expected), saw \(finding.actual)"]
                + finding.evidence.map { "    " + MarkupText.clipped($0, to: 1000) }
        }
        return MarkupText.escaped(lines.joined(separator: "\n"))
    }
}

extension ClauseAnswer {
    /// The clause and what the run says about it.
    fileprivate var words: String {
        switch holds {
        case true?: "\(clause): holds"
        case false?: "\(clause): does not hold"
        case nil: "\(clause): no answer"
        }
    }
}
