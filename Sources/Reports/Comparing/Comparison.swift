import Judging
import Scenarios

/// What changed in behaviour between two sets of results, such as two versions of a puller or two nights.
public struct Comparison: Sendable, Equatable {
    /// The differences, worst first.
    public let differences: [Difference]
    /// The shortcomings that do not show any more in a scenario in which they showed.
    public let gone: [GoneShortcoming]
    /// The number of cells that both sides ran.
    public let compared: Int

    /// Pairs cells by scenario, puller and seed; the puller's version may differ.
    ///
    /// A cell without such a partner is compared with one of the same puller that only one side ran as a build of one's
    /// own, as `podman` with `podman+with`. Skipped runs are ignored.
    public init(old: [RunResult], new: [RunResult]) {
        var rest = new.filter { $0.status != .skipped }
        var unmatched = old.filter { $0.status != .skipped }
        var pairs: [(old: RunResult, new: RunResult)] = []
        // The closest first: a file may have two versions of one puller, or a build beside the installed one.
        for isPair in [RunResult.isSameVersion, RunResult.isSameCell, RunResult.isSameWhateverItsBuild] {
            unmatched = unmatched.filter { result in
                guard let index = rest.firstIndex(where: { isPair(result, $0) }) else { return true }
                pairs.append((result, rest.remove(at: index)))
                return false
            }
        }
        var differences = unmatched.map { Difference(.gone, $0.label, "was \($0.status.rawValue)") }
        differences += rest.map { Difference(.new, $0.label, "is \($0.status.rawValue): \($0.why)") }
        differences += pairs.flatMap { Self.differences($0.old, $0.new) }
        compared = pairs.count
        gone = GoneShortcoming.all(in: pairs)
        // Sorting is not guaranteed to be stable, so the place is part of the order.
        self.differences = differences.enumerated().sorted { first, second in
            (first.element.kind.rank, first.element.cell, first.offset)
                < (second.element.kind.rank, second.element.cell, second.offset)
        }.map(\.element)
    }

    /// Whether something got worse, or is no longer judged.
    public var hasRegression: Bool { differences.contains { $0.kind == .regression || $0.kind == .noVerdict } }

    private static func differences(_ old: RunResult, _ new: RunResult) -> [Difference] {
        let cell = label(old, new)
        if let (kind, detail) = change(old, new) { return [Difference(kind, cell, detail)] }
        guard old.hasVerdict, new.hasVerdict else { return [] }
        var differences: [Difference] = []
        let (before, after) = (old.errorText ?? "", new.errorText ?? "")
        if ErrorShape.of(before) != ErrorShape.of(after) {
            differences.append(Difference(.errorText, cell, "was: \(shown(before))\nis:  \(shown(after))"))
        }
        if Self.isSlower(old.seconds, new.seconds) {
            differences.append(Difference(.slower, cell, "\(old.timeText) → \(new.timeText)"))
        }
        return differences
    }

    private static func label(_ old: RunResult, _ new: RunResult) -> String {
        if old.puller == new.puller, old.version == new.version { return new.label }
        let name = old.puller == new.puller ? "" : "\(new.puller) "
        let versions = "\(old.puller) \(old.version) → \(name)\(new.version)"
        return "\(new.scenario), \(versions), seed \(new.seedText)"
    }

    /// Whether it is slower by more than noise: by more than half, and by more than two seconds.
    ///
    /// Under load a pull varies by tens of percent, and a short one by a second for starting programs.
    static func isSlower(_ old: Double, _ new: Double) -> Bool { new > old * 1.5 && new - old > 2 }

    private static func change(_ old: RunResult, _ new: RunResult) -> (Difference.Kind, String)? {
        switch (old.hasVerdict, new.hasVerdict) {
        case (false, false): return nil
        case (true, false): return (.noVerdict, "\(old.status.rawValue) → \(new.status.rawValue): \(new.why)")
        case (false, true): return (.verdict, "\(old.status.rawValue) → \(new.status.rawValue): \(new.why)")
        case (true, true): break
        }
        let isSame = old.unmet == new.unmet && old.outcome == new.outcome
        let verdicts = "\(old.status.rawValue) → \(new.status.rawValue)"
        if old.status == .failed, new.status == .known, isSame { return (.listed, "\(verdicts): \(new.why)") }
        if new.status > old.status {
            let note = isSame ? "it falls short as before, which is no longer listed" : new.why
            return (.regression, "\(verdicts): \(note)")
        }
        if new.status < old.status { return (.fix, "\(verdicts): \(new.status == .passed ? "as expected" : new.why)") }
        if let (before, after) = old.outcome.flatMap({ old in new.outcome.map { (old, $0) } }), before != after {
            return (after.badness > before.badness ? .regression : .fix, "\(before.rawValue) → \(after.rawValue)")
        }
        let worse = new.unmet.subtracting(old.unmet).sorted()
        if !worse.isEmpty {
            let seen = new.findings.filter { !$0.isMet && worse.contains($0.check) }
            return (
                .regression,
                seen.map { "\($0.check): expected \($0.expected), saw \($0.actual)" }.joined(separator: "; ")
            )
        }
        let better = old.unmet.subtracting(new.unmet).sorted()
        return better.isEmpty ? nil : (.fix, "now holds: \(better.joined(separator: ", "))")
    }

    private static func shown(_ text: String) -> String {
        text.isEmpty ? "no error text" : MarkupText.clipped(text, to: 300)
    }
}

extension RunResult {
    fileprivate static func isSameVersion(_ old: RunResult, _ new: RunResult) -> Bool {
        isSameCell(old, new) && old.version == new.version
    }

    fileprivate static func isSameCell(_ old: RunResult, _ new: RunResult) -> Bool {
        isSameWhateverItsBuild(old, new) && old.puller == new.puller
    }

    fileprivate static func isSameWhateverItsBuild(_ old: RunResult, _ new: RunResult) -> Bool {
        old.scenario == new.scenario && old.seed == new.seed && old.repetition == new.repetition
            && PullerLabel(old.puller).installed == PullerLabel(new.puller).installed
    }

    /// Whether the run says something about the puller.
    fileprivate var hasVerdict: Bool { status != .inconclusive && status != .broken }

    fileprivate var unmet: Set<String> { Set(findings.filter { !$0.isMet }.map(\.check)) }
}

extension Outcome {
    /// The order from a good pull to one that lies.
    fileprivate var badness: Int {
        switch self {
        case .pulled: 0
        case .failed: 1
        case .stale: 2
        case .hung: 3
        case .crashed: 4
        case .missing: 5
        case .corrupt: 6
        }
    }
}

extension Difference.Kind {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
