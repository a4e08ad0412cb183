import Faults
import Judging
import Scenarios

extension ConsoleReport {
    /// How many clauses of specifications hold for each puller, and which do not; empty for fewer than two scenarios.
    ///
    /// The whole table is in the reports for files: it is too wide for a terminal.
    static func clauses(_ results: [RunResult]) -> [String] {
        guard Set(results.map(\.scenario)).count > 1, let table = ClauseTable(results) else { return [] }
        let standings = Conformance.Standing.allCases
        var rows = [["clauses"] + standings.map(\.word)]
        for puller in table.pullers {
            rows.append(
                ["\(puller.puller) \(puller.version)"] + standings.map { "\(puller.clauses($0).count)" })
        }
        var lines = TextTable.lines(rows, areNumbersRight: true)
        for row in table.rows {
            let without = zip(table.pullers, row.standings).filter { $0.1 == .doesNotHold }.map {
                "\($0.0.puller) \($0.0.version)"
            }
            guard !without.isEmpty else { continue }
            let level = row.clause.map { " (\($0.level.rawValue))" } ?? ""
            lines.append("\(row.name)\(level) does not hold: \(without.joined(separator: ", "))")
        }
        return lines
    }
}
