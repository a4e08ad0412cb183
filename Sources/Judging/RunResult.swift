import Faults
import Scenarios

/// The result of one run; every report is made from results.
public struct RunResult: Sendable, Codable, Equatable {
    /// The name of the scenario, as in `udp-loss`.
    public let scenario: String
    /// The title of the scenario.
    public let title: String
    /// The name of the puller, as in `docker`.
    public let puller: String
    /// The version that the puller reports.
    public let version: String
    /// The seed of everything random.
    public let seed: UInt64
    /// What the run says about the clauses of specifications that the scenario names; nil if it names none.
    public let clauses: [ClauseAnswer]?
    /// The number of the repetition, from 2; nil for the first run.
    public let repetition: Int?
    /// The verdict.
    public let status: Status
    /// The outcome; nil if the harness broke or the run was skipped.
    public let outcome: Outcome?
    /// The duration of the judged pull.
    public let seconds: Double
    /// The most memory that the puller had during the judged pull, in bytes; nil if it was not measured.
    public let memory: Int?
    /// How long after the end of the faults the image was there, in seconds, where it was asked for again; nil if it was
    /// not there, or nobody can know.
    public let recovery: Double?
    /// The processor time that the puller used in the judged pull, in seconds; nil if it was not measured.
    public let processorSeconds: Double?
    /// What faults limited, with what the kernel counted in the judged pull; nil without such a fault.
    public let limits: [ResourceUse]?
    /// The findings of all checks and claims, met or not.
    public let findings: [Finding]
    /// The reason for the status, in one sentence.
    public let why: String
    /// The ids of the shortcomings that excuse the run, as in `no-stall-timeout`; nil for none.
    public let shortcomings: [String]?
    /// Whether the scenario lists a shortcoming of this puller that did not occur.
    public let isFixed: Bool
    /// The run's folder, relative to where the harness was started; empty for a skipped run.
    public let folder: String
    /// The puller's last line about an error; nil if the pull is good or printed none.
    public let errorText: String?
    /// How often each fault fired, in the order of the scenario.
    public let firedFaults: [Observations.FaultCount]
    /// The number of requests for each resource, as in `manifest`, during the judged pull.
    public let requests: [String: Int]

    package init(
        scenario: String, title: String, puller: String, version: String, seed: UInt64, verdict: Verdict,
        seconds: Double, folder: String, errorText: String? = nil, firedFaults: [Observations.FaultCount] = [],
        requests: [String: Int] = [:], repetition: Int? = nil, clauses: [ClauseAnswer]? = nil, memory: Int? = nil,
        recovery: Double? = nil,
        processorSeconds: Double? = nil, limits: [ResourceUse]? = nil
    ) {
        self.processorSeconds = processorSeconds
        self.limits = limits
        self.memory = memory
        self.recovery = recovery
        self.repetition = repetition
        self.clauses = clauses
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
        shortcomings = verdict.shortcomings.isEmpty ? nil : verdict.shortcomings
        self.folder = folder
        self.errorText = errorText
        self.firedFaults = firedFaults
        self.requests = requests
    }

    /// Judges the observations of a run.
    ///
    /// - Parameter folder: the folder with the observations.
    package init(judging observations: Observations, timeline: [Event], against scenario: Scenario, folder: String) {
        let facts = observations.pull.map { RunFacts(observations: observations, pull: $0, timeline: timeline) }
        let verdict = Verdict(judging: observations, timeline: timeline, against: scenario)
        self.init(
            scenario: observations.scenario, title: scenario.title, puller: observations.puller,
            version: observations.version, seed: observations.seed,
            verdict: verdict,
            seconds: observations.pull?.seconds ?? 0, folder: folder, errorText: facts?.errorText,
            firedFaults: observations.faults, requests: facts?.requestCounts ?? [:],
            repetition: observations.repetition, clauses: ClauseAnswer.all(of: scenario, verdict, facts),
            memory: observations.pull?.memory.flatMap { $0.objection == nil ? $0.peak : nil },
            recovery: observations.tries == nil ? nil : facts?.secondsToRecovery,
            processorSeconds: observations.pull?.processor?.seconds, limits: observations.limits
        )
    }

    /// The same with printable texts; a result may come from an edited file.
    package var printable: RunResult {
        RunResult(
            scenario: scenario.printable, title: title.printable, puller: puller.printable, version: version.printable,
            seed: seed,
            verdict: Verdict(
                status: status, outcome: outcome,
                findings: findings.map { finding in
                    Finding(
                        finding.check.printable, isMet: finding.isMet, expected: finding.expected.printable,
                        actual: finding.actual.printable, evidence: finding.evidence.map(\.printable)
                    )
                }, why: why.printable, isFixed: isFixed,
                shortcomings: (shortcomings ?? []).map(\.printable)
            ),
            seconds: seconds, folder: folder.printable, errorText: errorText?.printable, firedFaults: firedFaults,
            requests: requests, repetition: repetition,
            clauses: clauses?.map { ClauseAnswer($0.clause.printable, holds: $0.holds) }, memory: memory,
            recovery: recovery,
            processorSeconds: processorSeconds, limits: limits?.map(\.printable)
        )
    }

    /// The same run with another status, for a reason that a single run does not show.
    package func judged(_ status: Status, why: String) -> RunResult {
        RunResult(
            scenario: scenario, title: title, puller: puller, version: version, seed: seed,
            verdict: Verdict(status: status, outcome: outcome, findings: findings, why: why, isFixed: isFixed),
            seconds: seconds, folder: folder, errorText: errorText, firedFaults: firedFaults, requests: requests,
            repetition: repetition, clauses: clauses, memory: memory, recovery: recovery,
            processorSeconds: processorSeconds, limits: limits
        )
    }
}
