import Faults

/// The output of `chaospull compare`.
public enum ComparisonReport {
    /// A section per kind of change, worst first, and a line with counts.
    public static func text(_ comparison: Comparison) -> String {
        var lines: [String] = []
        for kind in Difference.Kind.allCases {
            let differences = comparison.differences.filter { $0.kind == kind }
            guard !differences.isEmpty else { continue }
            lines.append("\(kind.symbol) \(kind.heading)")
            for difference in differences {
                lines.append("  \(difference.cell.printable)")
                lines += difference.detail.split(separator: "\n").map { "    \($0.printable)" }
            }
            lines.append("")
        }
        if !comparison.gone.isEmpty { lines += comparison.gone.map(\.sentence.printable) + [""] }
        let counts = Difference.Kind.allCases.compactMap { kind in
            let count = comparison.differences.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        lines.append(
            "\(comparison.compared) \(comparison.compared == 1 ? "cell" : "cells") compared: "
                + (counts.isEmpty ? "no difference" : counts.joined(separator: ", "))
        )
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Difference.Kind {
    fileprivate var symbol: String {
        switch self {
        case .regression: "✘"
        case .noVerdict: "?"
        case .fix: "✔"
        case .listed: "≈"
        case .errorText, .slower, .verdict: "~"
        case .new: "+"
        case .gone: "-"
        }
    }

    fileprivate var heading: String {
        switch self {
        case .regression: "regressions"
        case .noVerdict: "no verdict any more"
        case .fix: "fixes"
        case .listed: "as before, and now listed as known"
        case .errorText: "error texts that changed"
        case .slower: "slower, by more than half and by more than 2 s"
        case .verdict: "judged now, and not before"
        case .new: "new cells"
        case .gone: "cells that are gone"
        }
    }
}
