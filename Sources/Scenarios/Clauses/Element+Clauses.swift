import Faults

extension Element {
    /// A clause of the catalog, by its name.
    func clause() throws(LanguageError) -> Clause {
        let name = try scalar("a clause such as 'RFC 9112 7.1'")
        guard let clause = ClauseCatalog.clause(named: name) else {
            throw error(
                "unknown clause '\(name.clipped)'; "
                    + Suggestion.sentence(
                        for: name, among: ClauseCatalog.all.map(\.name),
                        otherwise: "expected one that 'chaospull list clauses' names"))
        }
        return clause
    }
}

extension ErrorCollector {
    /// Reads a clause or a list of them; nil if one is invalid or there twice.
    mutating func clauses(_ element: Element) -> [Clause]? {
        if case .scalar = element.content {
            return read(element) { (e) throws(LanguageError) in [try e.clause()] }
        }
        let before = errors.count
        let found = items(element, of: "clauses, as in [RFC 9112 7.1]") { (e) throws(LanguageError) in try e.clause() }
        var seen: Set<Clause> = []
        for (clause, place) in found where !seen.insert(clause).inserted {
            note(place.error("'\(clause.name)' is there twice; expected each clause once"))
        }
        if found.isEmpty, errors.count == before {
            note(element.error("found an empty list; expected clauses, as in [RFC 9112 7.1]"))
        }
        return errors.count == before ? found.map(\.value) : nil
    }
}
