import Judging
import Scenarios

/// The clauses that were asked as rows, pullers as columns.
struct ClauseTable {
    /// A clause with its standing for each puller.
    struct Row {
        let name: String
        /// Nil for a clause that this version does not know.
        let clause: Clause?
        let standings: [Conformance.Standing]
    }

    let pullers: [Conformance]
    let rows: [Row]

    /// Nil if no run asks about a clause.
    init?(_ results: [RunResult]) {
        pullers = Conformance.all(of: results)
        guard let first = pullers.first else { return nil }
        let asked = Set(results.flatMap { ($0.clauses ?? []).map(\.clause) })
        let known = ClauseCatalog.all.map(\.name)
        let names = known.filter(asked.contains) + asked.subtracting(known).sorted()
        let columns = pullers.map(\.standings)
        rows = names.map { name in
            Row(
                name: name, clause: ClauseCatalog.clause(named: name),
                standings: columns.map { $0[name] ?? .notAsked })
        }
        unasked = first.notAsked.filter { !asked.contains($0) }
    }

    /// The clauses that no run asks, whatever the puller.
    let unasked: [String]

    /// The numbers of clauses of a standing, one for each puller.
    func counts(_ standing: Conformance.Standing) -> [Int] { pullers.map { $0.clauses(standing).count } }
}

extension Conformance.Standing {
    /// A symbol that needs no colour.
    var symbol: String {
        switch self {
        case .holds: "✔"
        case .doesNotHold: "✘"
        case .noAnswer: "?"
        case .notAsked: "–"
        }
    }

    /// The word for people.
    var word: String {
        switch self {
        case .holds: "holds"
        case .doesNotHold: "does not hold"
        case .noAnswer: "no answer"
        case .notAsked: "not asked"
        }
    }
}
