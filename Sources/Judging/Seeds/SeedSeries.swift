import Scenarios

/// The result of several seeds of one scenario with one puller.
public struct SeedSeries: Sendable, Equatable {
    /// The name of the scenario.
    public let scenario: String
    /// The name of the puller.
    public let puller: String
    /// The version of the puller.
    public let version: String
    /// The number of runs that count: not skipped, inconclusive or broken.
    public let runs: Int
    /// How many of them ended as expected; known shortcomings do not count.
    public let asExpected: Int
    /// The share of seeds that the scenario requires; nil if it requires all.
    public let rate: Double?
    /// The verdict on all seeds together.
    public let status: Status
    /// The reason for the status, in one sentence.
    public let why: String

    /// The confidence interval of the true share.
    public var interval: WilsonInterval { WilsonInterval(asExpected, of: runs) }

    init(_ results: [RunResult], rate: Double?) {
        scenario = results.first?.scenario ?? ""
        puller = results.first?.puller ?? ""
        version = results.first?.version ?? ""
        self.rate = rate
        // A repetition draws the same as the first run, so it is no further trial.
        let telling = results.filter { [.passed, .known, .failed].contains($0.status) && $0.repetition == nil }
        runs = telling.count
        asExpected = telling.count { $0.status == .passed }
        let counted = "\(asExpected) of \(runs) seeds ended as expected"
        let worst = results.map(\.status).max() ?? .skipped
        let untrue = results.first { $0.outcome == .corrupt || $0.outcome == .missing }
        guard let rate, worst != .broken, untrue == nil else {
            status = worst
            why = untrue.map { "seed \($0.seed) reported a success that is not true" } ?? counted
            return
        }
        let interval = WilsonInterval(asExpected, of: runs)
        if interval.lower >= rate {
            status = .passed
            why = "\(counted): \(rate.percent) or more"
        } else if interval.upper < rate {
            status = telling.contains { $0.status == .failed } ? .failed : .known
            why = "\(counted): less than \(rate.percent)"
        } else {
            status = .inconclusive
            why = "\(counted): too few to say whether it is \(rate.percent) or more"
        }
    }

    /// One series per scenario and puller, in the order of the results.
    public static func all(of results: [RunResult], scenarios: [Scenario]) -> [SeedSeries] {
        let rates = Dictionary(
            scenarios.map { ($0.name, $0.expectation.rate) }, uniquingKeysWith: { first, _ in first })
        var order: [[String]] = []
        var groups: [[String]: [RunResult]] = [:]
        for result in results {
            let key = [result.scenario, result.puller, result.version]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(result)
        }
        return order.compactMap { key in
            groups[key].map { SeedSeries($0, rate: rates[key[0]] ?? nil) }
        }
    }

    /// The results with the statuses that follow from a rate: a single seed decides nothing.
    ///
    /// If the rate is reached, the seeds that fell short are known. If too few seeds ran, all are inconclusive.
    public static func judging(_ results: [RunResult], by series: [SeedSeries]) -> [RunResult] {
        results.map { result in
            let own = series.first {
                $0.scenario == result.scenario && $0.puller == result.puller && $0.version == result.version
            }
            guard let own, own.rate != nil, result.status != .broken, result.status != .skipped else { return result }
            return switch own.status {
            case .passed where result.status == .failed: result.judged(.known, why: own.why)
            case .inconclusive: result.judged(.inconclusive, why: own.why)
            default: result
            }
        }
    }
}

extension Double {
    /// A share in percent, with decimals only if needed.
    package var percent: String {
        let tenths = (clampedSeconds * 1000).rounded()
        let whole = Int(tenths) / 10
        return Int(tenths) % 10 == 0 ? "\(whole) %" : "\(whole).\(Int(tenths) % 10) %"
    }
}
