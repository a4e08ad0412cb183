import Judging

/// The shortcomings on the page, by puller and cause.
struct PageShortcomings {
    /// One puller.
    struct Puller {
        let name: String
        let sentence: String
        let isExpanded: Bool
        let causes: [Cause]
    }

    /// One cause, with the scenarios in which it shows.
    struct Cause {
        let id: String
        let places: [Place]
    }

    /// A scenario, with its run.
    struct Place {
        let scenarioName: String
        let runNumber: Int
    }

    /// More pullers than this are closed at first.
    private static let mostExpanded = 2

    let shortPullers: [Puller]

    /// Nil if no run names a shortcoming.
    init?(_ results: [RunResult]) {
        let groups = ShortcomingGroups(results).pullers
        guard !groups.isEmpty else { return nil }
        var runs: [[String]: Int] = [:]
        for (index, result) in results.enumerated() {
            for id in result.shortcomings ?? [] {
                let key = [result.puller, result.version, id, result.scenario]
                if runs[key] == nil { runs[key] = index + 1 }
            }
        }
        shortPullers = groups.map { group in
            Puller(
                name: "\(group.name) \(group.version)", sentence: group.sentence,
                isExpanded: groups.count <= Self.mostExpanded,
                causes: group.causes.map { cause in
                    Cause(
                        id: cause.id,
                        places: cause.scenarios.compactMap { scenario in
                            runs[[group.name, group.version, cause.id, scenario]].map {
                                Place(scenarioName: scenario, runNumber: $0)
                            }
                        })
                })
        }
    }
}
