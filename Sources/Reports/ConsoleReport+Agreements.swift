import Faults
import Judging

extension ConsoleReport {
    /// Whether repeated runs agree: the verdicts of each cell that disagrees, and a line with counts.
    ///
    /// Empty if nothing was repeated.
    public static func agreements(_ agreements: [Agreement]) -> String {
        guard !agreements.isEmpty else { return "" }
        var lines = [""]
        for agreement in agreements where !agreement.isUnanimous {
            lines.append(
                "✘ \(agreement.scenario), \(agreement.puller) \(agreement.version), seed \(agreement.seed): "
                    + "\(agreement.runs) runs do not agree"
            )
            lines += agreement.verdicts.map { "    \($0.count) of \(agreement.runs): \(words($0))" }
        }
        let alike = agreements.count { $0.isUnanimous }
        let runs = agreements.reduce(0) { $0 + $1.runs }
        lines.append(
            "\(alike) of \(agreements.count) repeated \(agreements.count == 1 ? "cell" : "cells") came to the same verdict "
                + "each time, in \(runs) runs"
        )
        return lines.map(\.printable).joined(separator: "\n") + "\n"
    }

    private static func words(_ verdict: Agreement.Verdict) -> String {
        "\(verdict.status.rawValue), \(verdict.outcome?.rawValue ?? "no outcome")"
            + (verdict.unmet.isEmpty ? "" : ", not met: \(verdict.unmet.sorted().joined(separator: ", "))")
    }
}
