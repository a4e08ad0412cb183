/// What came out of one run; every report is made from these.
public struct RunResult: Sendable, Codable, Equatable {
    /// The name of the scenario, as in `udp-loss`.
    public let scenario: String
    /// The title of the scenario.
    public let title: String
    /// The name of the puller, as in `docker`.
    public let puller: String
    /// The version that the puller reports.
    public let version: String
    /// The seed of everything that was random.
    public let seed: UInt64
    /// The verdict.
    public let status: Status
    /// Nil when the harness broke or the run was skipped.
    public let outcome: Outcome?
    /// Of the pull that is judged.
    public let seconds: Double
    /// Every check, met or not.
    public let findings: [Finding]
    /// One sentence: the reason for the status.
    public let why: String
    /// The scenario lists a shortcoming of this puller that did not show.
    public let isFixed: Bool
    /// The run's folder, relative to where the harness was started; empty for a skipped run.
    public let folder: String

    package init(
        scenario: String, title: String, puller: String, version: String, seed: UInt64, verdict: Verdict,
        seconds: Double, folder: String
    ) {
        self.scenario = scenario
        self.title = title
        self.puller = puller
        self.version = version
        self.seed = seed
        status = verdict.status
        outcome = verdict.outcome
        self.seconds = seconds
        findings = verdict.findings
        why = verdict.why
        isFixed = verdict.isFixed
        self.folder = folder
    }

    /// The same run with another status, for a reason that no single run shows.
    package func judged(_ status: Status, why: String) -> RunResult {
        RunResult(
            scenario: scenario, title: title, puller: puller, version: version, seed: seed,
            verdict: Verdict(status: status, outcome: outcome, findings: findings, why: why, isFixed: isFixed),
            seconds: seconds, folder: folder
        )
    }
}
