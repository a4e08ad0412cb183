import Judging
import Scenarios

/// How a puller stands to the clauses of specifications that scenarios ask about.
public struct Conformance: Sendable, Codable, Equatable {
    /// What the runs say about one clause.
    public enum Standing: Sendable, CaseIterable {
        /// The puller kept it in a run that asks it, and in every other that says anything.
        case holds
        /// The puller broke it in a run; one is enough.
        case doesNotHold
        /// It was asked, and no run says anything: each was skipped, inconclusive or broken.
        case noAnswer
        /// No scenario that was run with this puller asks it.
        case notAsked
    }

    /// The name of the puller.
    public let puller: String
    /// The version of the puller.
    public let version: String
    /// The names of the clauses that hold.
    public let holds: [String]
    /// Those that do not hold.
    public let doesNotHold: [String]
    /// Those that were asked, and no run says anything.
    public let noAnswer: [String]
    /// Those of the catalog that were not asked.
    public let notAsked: [String]

    /// One for each puller and version, in the order of the results; none if no run asks about a clause.
    public static func all(of results: [RunResult]) -> [Conformance] {
        guard results.contains(where: { $0.clauses != nil }) else { return [] }
        var order: [[String]] = []
        var groups: [[String]: [RunResult]] = [:]
        for result in results {
            let key = [result.puller, result.version]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(result)
        }
        return order.map { key in Conformance(key[0], key[1], groups[key] ?? []) }
    }

    private init(_ puller: String, _ version: String, _ results: [RunResult]) {
        var answers: [String: [Bool?]] = [:]
        for answer in results.flatMap({ $0.clauses ?? [] }) { answers[answer.clause, default: []].append(answer.holds) }
        let catalog = ClauseCatalog.all.map(\.name)
        // A file of another version may have clauses that this one does not know.
        let names = catalog + Set(answers.keys).subtracting(catalog).sorted()
        let standings = Dictionary(grouping: names) { Self.standing(answers[$0] ?? []) }
        self.puller = puller
        self.version = version
        holds = standings[.holds] ?? []
        doesNotHold = standings[.doesNotHold] ?? []
        noAnswer = standings[.noAnswer] ?? []
        notAsked = standings[.notAsked] ?? []
    }

    private static func standing(_ answers: [Bool?]) -> Standing {
        if answers.contains(false) { return .doesNotHold }
        if answers.contains(true) { return .holds }
        return answers.isEmpty ? .notAsked : .noAnswer
    }

    /// The clauses of a standing, in the order of the catalog.
    func clauses(_ standing: Standing) -> [String] {
        switch standing {
        case .holds: holds
        case .doesNotHold: doesNotHold
        case .noAnswer: noAnswer
        case .notAsked: notAsked
        }
    }

    /// How it stands to each clause.
    var standings: [String: Standing] {
        Dictionary(
            uniqueKeysWithValues: Standing.allCases.flatMap { standing in clauses(standing).map { ($0, standing) } })
    }
}
