import Judging
import Scenarios

/// What pullers did in the scenarios: the observations on which a diagnosis rests.
public struct Atlas: Sendable, Codable, Equatable {
    /// The version of the format, raised when an older reader would misread it.
    public static let currentSchema = 1

    /// The version of the format.
    public let schema: Int
    /// The version of the program that made it.
    public let chaospull: String
    /// In the order of their names.
    public let scenarios: [ObservedScenario]

    /// Puts observations together.
    public init(scenarios: [ObservedScenario], chaospull: String) {
        schema = Self.currentSchema
        self.chaospull = chaospull
        self.scenarios = scenarios.sorted { $0.name < $1.name }
    }

    /// Puts results together: of each scenario, the runs with equal outcome and error text are one observation.
    ///
    /// - Parameters:
    ///   - results: of a run of the matrix; skipped, broken and inconclusive ones say nothing about a puller.
    ///   - causes: the causes of each scenario by its name.
    ///   - later: of each run whose later pulls failed, how the last did, by the run's folder.
    ///   - stories: the run that is told, by the name of the scenario.
    ///   - chaospull: the version of the program.
    public init(
        results: [RunResult], causes: [String: [String]], later: [String: LaterFailure] = [:],
        stories: [String: String] = [:], chaospull: String
    ) {
        let usual = Dictionary(
            results.filter { $0.scenario == Self.control }.map { ("\($0.puller) \($0.version)", $0.requests) },
            uniquingKeysWith: { first, _ in first })
        let runs = Dictionary(grouping: results.filter(\.isObservation), by: \.scenario)
        self.init(
            scenarios: runs.map { name, runs in
                ObservedScenario(
                    name: name, title: runs[0].title, causes: causes[name] ?? [],
                    seen: Observation.all(of: runs, usual: usual) + Observation.all(of: runs, later: later),
                    story: stories[name])
            }, chaospull: chaospull)
    }

    /// The scenario without a fault, which says what a puller asks for anyway.
    static let control = "control"
}

/// A scenario with what pullers did in it.
public struct ObservedScenario: Sendable, Codable, Equatable {
    /// As in `udp-loss`.
    public let name: String
    /// What goes wrong in it.
    public let title: String
    /// The ids of what it stands for in real life, the main one first.
    public let causes: [String]
    /// One for each outcome and error text, most pullers first.
    public let seen: [Observation]
    /// One of its runs, told; nil if none was kept.
    public let story: String?

    /// Puts observations of one scenario together.
    public init(name: String, title: String, causes: [String], seen: [Observation], story: String? = nil) {
        self.name = name
        self.title = title
        self.causes = causes
        self.seen = seen
        self.story = story
    }
}

/// What some pullers did alike in a scenario.
public struct Observation: Sendable, Codable, Equatable {
    /// Who did it, with versions, as in `docker 20.10.24`.
    public let pullers: [String]
    /// As in `failed`; ``later`` for a pull after the faults were over.
    public let outcome: String
    /// The error text as one of them printed it; nil if it printed none.
    public let error: String?
    /// The shortest and the longest duration of the pull in whole seconds.
    public let seconds: [Int]
    /// How often each resource was asked for, where that was more often than without a fault; nil for none.
    public let retried: [String: Int]?

    /// States what was seen.
    public init(
        pullers: [String], outcome: String, error: String?, seconds: [Int], retried: [String: Int]? = nil
    ) {
        self.pullers = pullers
        self.outcome = outcome
        self.error = error
        self.seconds = seconds
        self.retried = retried
    }

    /// The error text by which it is found; nil for what a pull printed that did not fail.
    var searchedError: String? { ["failed", "crashed", Self.later].contains(outcome) ? error : nil }

    /// The most characters of an error text that are kept.
    static let longestError = 600

    static func all(of runs: [RunResult], usual: [String: [String: Int]]) -> [Observation] {
        let alike = Dictionary(grouping: runs) { run in
            [run.outcome?.rawValue ?? "", run.errorText.map { ErrorWords.of($0).joined(separator: " ") } ?? ""]
        }
        return alike.values.map { runs in
            let runs = runs.sorted { ($0.name, $0.seed) < ($1.name, $1.seed) }
            var retried: [String: Int] = [:]
            for run in runs {
                for (resource, count) in run.requests where count > (usual[run.name]?[resource] ?? 0) {
                    retried[resource] = max(retried[resource] ?? 0, count)
                }
            }
            let seconds = runs.map { Int($0.seconds.rounded()) }
            return Observation(
                pullers: Set(runs.map(\.name)).sorted(),
                outcome: runs[0].outcome?.rawValue ?? "",
                error: runs[0].errorText.map { String($0.prefix(longestError)) },
                seconds: [seconds.min() ?? 0, seconds.max() ?? 0], retried: retried.isEmpty ? nil : retried)
        }.sorted { ($1.pullers.count, $0.error ?? "", $0.outcome) < ($0.pullers.count, $1.error ?? "", $1.outcome) }
    }
}

extension RunResult {
    /// Whether the run shows what the puller does.
    var isObservation: Bool {
        outcome != nil && [.passed, .failed, .known].contains(status)
    }

    var name: String { "\(puller) \(version)" }
}
