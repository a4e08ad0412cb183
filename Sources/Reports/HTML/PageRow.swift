import Judging

/// A row of the page's matrix: a scenario with all pullers.
struct PageRow {
    /// A place in the matrix, with a link to each of its runs.
    struct Cell { let links: [Link] }

    /// A link from the matrix to a run.
    struct Link {
        let number: Int
        let status: String
        let sign: String
        /// The outcome and the time, or the status of a run without an outcome; with the seed if the runs have several.
        let words: String
        /// The same with the verdict, of which a person sees the sign.
        let spoken: String
    }

    /// The scenario.
    let name: String
    let cells: [Cell]

    /// The heads of the columns, and the rows.
    static func matrix(_ results: [RunResult]) -> (pullers: [String], rows: [PageRow]) {
        let pullers = unique(results.map { "\($0.puller) \($0.version)" })
        let places = Dictionary(grouping: results.indices) { index in
            [results[index].scenario, "\(results[index].puller) \(results[index].version)"]
        }
        let hasSeeds = Set(results.map(\.seedText)).count > 1
        let rows = unique(results.map(\.scenario)).map { scenario in
            PageRow(
                name: scenario,
                cells: pullers.map { puller in
                    Cell(
                        links: (places[[scenario, puller]] ?? []).map { index in
                            let result = results[index]
                            return Link(result, number: index + 1, hasSeeds: hasSeeds)
                        })
                })
        }
        return (pullers, rows)
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension PageRow.Link {
    fileprivate init(_ result: RunResult, number: Int, hasSeeds: Bool) {
        let status = result.status.rawValue
        let end = result.outcome.map { "\($0.rawValue) \(result.shortTimeText)" }
        let details = (result.isFixed ? " (fixed)" : "") + (hasSeeds ? " seed \(result.seedText)" : "")
        self.init(
            number: number, status: status, sign: result.status.symbol, words: (end ?? status) + details,
            spoken: (end.map { "\(status): \($0)" } ?? status) + details)
    }
}
