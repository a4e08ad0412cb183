/// Columns of text for a terminal.
enum TextTable {
    /// The rows as lines, each column as wide as its widest cell.
    ///
    /// - Parameter areNumbersRight: whether all columns but the first end at the right, where numbers are compared.
    static func lines(_ rows: [[String]], areNumbersRight: Bool = false) -> [String] {
        let columns = rows.first.map { Array($0.indices) } ?? []
        let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = columns.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return areNumbersRight && column > 0 ? space + row[column] : row[column] + space
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
