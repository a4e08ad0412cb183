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
        let isFixed: Bool
        /// Nil if all runs have the same.
        let linkSeed: String?
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
                            return Link(
                                number: index + 1, status: result.status.rawValue, sign: result.status.symbol,
                                isFixed: result.isFixed, linkSeed: hasSeeds ? result.seedText : nil
                            )
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
