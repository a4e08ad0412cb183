import Judging

/// The runs that fell short as scenarios list it, by puller and cause.
struct ShortcomingGroups {
    /// One puller with its causes, those that show in most scenarios first.
    struct Puller {
        let name: String
        let version: String
        let causes: [(id: String, scenarios: [String])]
        /// In how many scenarios it falls short.
        let scenarios: Int

        /// As in `podman 4.3.1 falls short in 23 scenarios, for 4 reasons`.
        var sentence: String {
            "\(name) \(version) falls short in \(scenarios) \(scenarios == 1 ? "scenario" : "scenarios"), "
                + "for \(causes.count) \(causes.count == 1 ? "reason" : "reasons")"
        }
    }

    let pullers: [Puller]

    /// Those of results whose scenarios name their shortcomings.
    init(_ results: [RunResult]) {
        let known = results.filter { $0.shortcomings != nil }
        var labels: [[String]] = []
        for result in known where !labels.contains([result.puller, result.version]) {
            labels.append([result.puller, result.version])
        }
        pullers = labels.map { label in
            let own = known.filter { [$0.puller, $0.version] == label }
            var causes: [String: Set<String>] = [:]
            for result in own {
                for id in result.shortcomings ?? [] { causes[id, default: []].insert(result.scenario) }
            }
            let ordered = causes.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            return Puller(
                name: label[0], version: label[1], causes: ordered.map { ($0.key, $0.value.sorted()) },
                scenarios: Set(own.map(\.scenario)).count)
        }
    }

    /// The lines for a terminal; empty if fewer than two scenarios show any.
    func lines(width: Int) -> [String] {
        pullers.filter { $0.scenarios > 1 }.flatMap { puller in
            [puller.sentence]
                + puller.causes.map { cause in
                    MarkupText.clipped(
                        "    \(cause.id): \(cause.scenarios.count): \(cause.scenarios.joined(separator: ", "))",
                        to: max(width, 60))
                }
        }
    }
}
