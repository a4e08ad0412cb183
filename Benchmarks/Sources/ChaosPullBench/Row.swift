/// One line of the table: a figure, its target, and how to measure it again.
struct Row {
    let what: String
    var figure: String
    /// The target of the figure; empty if it has none.
    var goal = ""
    /// Nil without a target.
    var isReached: Bool?
    let command: String

    private var cells: [String] {
        [isReached.map { $0 ? "✔" : "✘" } ?? " ", what, figure, goal, command]
    }

    /// All rows as a table.
    static func table(_ rows: [Row]) -> String {
        let lines = [[" ", "what", "figure", "to reach", "command"]] + rows.map(\.cells)
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            var text = zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }.joined()
    }
}
