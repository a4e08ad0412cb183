/// All clauses with the scenarios that ask each, for `chaospull list clauses`.
package enum ClauseList {
    /// Ends in a line break.
    package static func text(scenarios: [Scenario]) -> String {
        var asking: [Clause: [String]] = [:]
        for scenario in scenarios {
            for clause in scenario.clauses { asking[clause, default: []].append(scenario.name) }
        }
        let entries = ClauseCatalog.all.map { clause in
            let names = asking[clause] ?? []
            return """
                \(clause.name)
                    \(clause.level.rawValue): a client \(clause.duty)
                    \(names.isEmpty ? "no scenario asks it" : "asked by \(names.joined(separator: ", "))")
                    \(clause.source.address)

                """
        }
        let asked = asking.count
        return entries.joined() + "\(ClauseCatalog.all.count) clauses: \(asked) asked by scenarios, "
            + "\(ClauseCatalog.all.count - asked) by none\n"
    }
}
