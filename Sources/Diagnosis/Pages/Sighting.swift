import Scenarios

/// One observation as one kind of puller made it, for the pages.
struct Sighting {
    let scenario: String
    let cause: String
    /// The puller without its version, as in `docker`.
    let family: String
    /// With its version.
    let puller: String
    let observation: Observation
    /// The words at the end of the error text; nil for none by which somebody would search.
    let end: String?

    var duration: String {
        let seconds = observation.seconds
        guard let least = seconds.first, let most = seconds.last else { return "" }
        return least == most ? "\(least) s" : "\(least)–\(most) s"
    }

    /// Reproduces it with the same generation.
    var command: String { "chaospull run \(scenario) --puller \(puller.prefix { $0 != " " })" }

    /// One for each observation of a scenario with a cause and each puller in it.
    static func all(of atlas: Atlas) -> [Sighting] {
        atlas.scenarios.flatMap { scenario -> [Sighting] in
            guard let cause = scenario.causes.first else { return [] }
            return scenario.seen.flatMap { observation in
                observation.pullers.map { puller in
                    Sighting(
                        scenario: scenario.name, cause: cause,
                        family: PullerLabel(String(puller.prefix { $0 != " " })).puller,
                        puller: puller, observation: observation,
                        end: observation.error.flatMap(ErrorEnd.words)?.joined(separator: " "))
                }
            }
        }
    }
}
