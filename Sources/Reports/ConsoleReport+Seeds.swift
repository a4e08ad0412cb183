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
        return "\n" + TextTable.lines(rows).map(\.printable).joined(separator: "\n") + "\n"
    }
}
