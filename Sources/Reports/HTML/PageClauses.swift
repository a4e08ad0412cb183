import Judging
import Scenarios

/// The table of clauses and pullers on the page.
struct PageClauses {
    /// A clause with its sign for each puller.
    struct Row {
        let clause: String
        let duty: String
        let level: String
        /// Nil for a clause that this version does not know.
        let address: String?
        let signs: [Sign]
    }

    /// What the runs with one puller say.
    struct Sign {
        let style: String
        let symbol: String
        let word: String
    }

    /// How many clauses stand so, for each puller.
    struct Count {
        let word: String
        let numbers: [Int]
    }

    let columns: [String]
    let asked: [Row]
    let counts: [Count]
    /// The clauses that no run asks.
    let unasked: PageLines?

    /// Nil if no run asks about a clause.
    init?(_ results: [RunResult]) {
        guard let table = ClauseTable(results) else { return nil }
        columns = table.pullers.map { "\($0.puller) \($0.version)" }
        asked = table.rows.map { row in
            Row(
                clause: row.name, duty: row.clause.map { "A client \($0.duty)." } ?? "",
                level: row.clause?.level.rawValue ?? "", address: row.clause?.source.address,
                signs: row.standings.map { Sign(style: $0.style, symbol: $0.symbol, word: $0.word) })
        }
        counts = Conformance.Standing.allCases.map { Count(word: $0.word, numbers: table.counts($0)) }
        unasked = PageLines(table.unasked)
    }
}

extension Conformance.Standing {
    /// The style of the status that means the same.
    fileprivate var style: String {
        let status: Status =
            switch self {
            case .holds: .passed
            case .doesNotHold: .failed
            case .noAnswer: .inconclusive
            case .notAsked: .skipped
            }
        return "s-\(status.rawValue)"
    }
}
