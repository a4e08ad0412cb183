import Judging

/// The table of what was checked in a run.
struct PageChecks {
    /// A row of the table.
    struct Row {
        let status: String
        let sign: String
        let check: String
        let expected: String
        let actual: String
        let evidence: PageLines?
    }

    let findings: [Row]

    /// Nil without findings.
    init?(_ findings: [Finding]) {
        guard !findings.isEmpty else { return nil }
        // Unmet findings come first, in the order of the checks.
        self.findings = (findings.filter { !$0.isMet } + findings.filter(\.isMet)).map { finding in
            Row(
                status: (finding.isMet ? Status.passed : .failed).rawValue, sign: finding.isMet ? "✔" : "✘",
                check: finding.check, expected: finding.expected, actual: PageRun.clipped(finding.actual),
                evidence: finding.isMet ? nil : PageLines(finding.evidence.map(PageRun.clipped))
            )
        }
    }
}
