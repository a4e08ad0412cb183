import Judging

/// Scenarios as rows, pullers as columns; columns that do not fit the terminal go into further blocks below.
struct MatrixTable {
    private let scenarios: [String]
    private let columns: [Column]
    private let cells: [Place: Cell]

    private struct Column: Hashable {
        let puller: String
        let version: String

        /// The version without what the distribution appends.
        var shortVersion: String { String(version.prefix { !"+~-".contains($0) }) }
    }

    private struct Place: Hashable {
        let scenario: String
        let column: Column
    }

    private struct Cell {
        let status: Status
        let text: String
    }

    init(_ results: [RunResult]) {
        var scenarios: [String] = []
        var columns: [Column] = []
        var runs: [Place: [RunResult]] = [:]
        for result in results {
            let column = Column(puller: result.puller, version: result.version)
            if !scenarios.contains(result.scenario) { scenarios.append(result.scenario) }
            if !columns.contains(column) { columns.append(column) }
            runs[Place(scenario: result.scenario, column: column), default: []].append(result)
        }
        self.scenarios = scenarios
        self.columns = columns
        cells = runs.mapValues(Self.cell)
    }

    /// Whether a table makes sense: several scenarios, and one of them with several pullers.
    var isMatrix: Bool {
        scenarios.count > 1
            && scenarios.contains { scenario in
                columns.count { cells[Place(scenario: scenario, column: $0)] != nil } > 1
            }
    }

    /// - Parameters:
    ///   - width: the terminal's width in characters; a block has at least one column.
    ///   - isColored: whether to use ANSI colours; the symbols carry the same information.
    func lines(width: Int, isColored: Bool) -> [String] {
        let first = scenarios.map(\.count).max() ?? 0
        var blocks: [[Column]] = []
        var room = 0
        for column in columns {
            let needed = 2 + self.width(of: column)
            if blocks.isEmpty || needed > room {
                blocks.append([])
                room = width - first
            }
            blocks[blocks.count - 1].append(column)
            room -= needed
        }
        let tables = blocks.map { lines(of: $0, first: first, isColored: isColored) }
        return Array(tables.joined(separator: [""])) + ["", legend]
    }

    private func lines(of columns: [Column], first: Int, isColored: Bool) -> [String] {
        func line(_ start: String, _ words: [(plain: String, shown: String)]) -> String {
            var line = start
            var isPadded = first - start.count
            for (word, column) in zip(words, columns) where !word.plain.isEmpty {
                // Padding is written only before the next text, so that lines end without spaces.
                line += String(repeating: " ", count: isPadded + 2) + word.shown
                isPadded = width(of: column) - word.plain.count
            }
            return line
        }
        let heads = [columns.map(\.puller), columns.map(\.shortVersion)].map { words in
            line("", words.map { ($0, $0) })
        }
        return heads
            + scenarios.map { scenario in
                line(
                    scenario,
                    columns.map { column in
                        guard let cell = cells[Place(scenario: scenario, column: column)] else { return ("-", "-") }
                        return (cell.text, isColored ? cell.status.colored(cell.text) : cell.text)
                    }
                )
            }
    }

    private func width(of column: Column) -> Int {
        let texts = scenarios.compactMap { cells[Place(scenario: $0, column: column)]?.text }
        return (texts + [column.puller, column.shortVersion]).map(\.count).max() ?? 0
    }

    /// A legend of the symbols that occur.
    private var legend: String {
        let found = Set(cells.values.map(\.status))
        var words = Status.allCases.filter(found.contains).map { "\($0.symbol) \($0.rawValue)" }
        if cells.values.contains(where: { $0.text.hasSuffix("*") }) { words.append("* a listed shortcoming is gone") }
        if cells.values.contains(where: { $0.text.contains("/") }) { words.append("n/m seeds passed or known") }
        return words.joined(separator: "   ")
    }

    /// The worst seed's status; with the time of a single seed, or the number of good ones of several.
    private static func cell(_ runs: [RunResult]) -> Cell {
        let status = runs.map(\.status).max() ?? .skipped
        let fixed = runs.contains(where: \.isFixed) ? "*" : ""
        guard runs.count == 1, let run = runs.first else {
            let well = runs.count { $0.status == .passed || $0.status == .known }
            return Cell(status: status, text: "\(status.symbol) \(well)/\(runs.count)\(fixed)")
        }
        // A skipped run took no time.
        guard run.outcome != nil else { return Cell(status: status, text: "\(status.symbol) \(status.rawValue)") }
        return Cell(status: status, text: "\(status.symbol) \(run.shortTimeText)\(fixed)")
    }
}
