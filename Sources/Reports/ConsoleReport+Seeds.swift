import Faults
import Judging

extension ConsoleReport {
    /// The result of several seeds, a line per scenario and puller; empty if there was one seed of each and no rate.
    public static func seeds(_ series: [SeedSeries]) -> String {
        let series = series.filter { $0.runs > 1 || $0.rate != nil }
        guard !series.isEmpty else { return "" }
        var rows = [["scenario", "puller", "as expected", "95 % interval", "rate", "verdict"]]
        for one in series {
            rows.append([
                one.scenario, "\(one.puller) \(one.version)", "\(one.asExpected) of \(one.runs)",
                "\(one.interval.lower.percent) to \(one.interval.upper.percent)", one.rate?.percent ?? "-",
                "\(one.status.symbol) \(one.status.rawValue)",
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            var line = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
        return "\n" + lines.map(\.printable).joined(separator: "\n") + "\n"
    }
}
