import Faults
import Scenarios

/// What came out of one run; every report is made from these.
public struct RunResult: Sendable, Codable, Equatable {
    public let scenario: String
    public let title: String
    public let puller: String
    public let version: String
    public let seed: UInt64
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
    /// The last line by which the puller says what went wrong; nil when the pull is good or said nothing.
    public let errorText: String?
    /// How often each fault of the scenario took effect, in its order.
    public let firedFaults: [Observations.FaultCount]
    /// How many requests there were for each resource, as in `manifest`, during the pull that is judged.
    public let requests: [String: Int]

    package init(
        scenario: String, title: String, puller: String, version: String, seed: UInt64, verdict: Verdict,
        seconds: Double, folder: String, errorText: String? = nil, firedFaults: [Observations.FaultCount] = [],
        requests: [String: Int] = [:]
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
        self.errorText = errorText
        self.firedFaults = firedFaults
        self.requests = requests
    }

    /// Judges what was seen of a run, and says it as reports need it.
    ///
    /// - Parameter folder: where the observations are kept.
    package init(judging observations: Observations, timeline: [Event], against scenario: Scenario, folder: String) {
        let facts = observations.pull.map { RunFacts(observations: observations, pull: $0, timeline: timeline) }
        self.init(
            scenario: scenario.name, title: scenario.title, puller: observations.puller,
            version: observations.version, seed: observations.seed,
            verdict: Verdict(judging: observations, timeline: timeline, against: scenario),
            seconds: observations.pull?.seconds ?? 0, folder: folder, errorText: facts?.errorText,
            firedFaults: observations.faults, requests: facts?.requestCounts ?? [:]
        )
    }
}
