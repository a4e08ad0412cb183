/// What `chaospull list shortcomings` prints.
public enum ShortcomingList {
    /// Each shortcoming and trait with who has it and the scenarios in which it shows.
    ///
    /// - Parameters:
    ///   - catalog: the entries.
    ///   - scenarios: those that may name them.
    ///   - pullers: only what these have, by name without version; empty for all.
    public static func text(_ catalog: ShortcomingCatalog, scenarios: [Scenario], pullers: [String] = []) -> String {
        catalog.all.map { entry in
            let selectors = entry.pullers.filter { pullers.isEmpty || pullers.contains($0.name) }
            guard !selectors.isEmpty else { return "" }
            var lines = [entry.id + (entry.kind == .trait ? " (trait)" : ""), "    " + entry.what]
            lines.append("    " + selectors.map(\.description).joined(separator: "; "))
            if !entry.see.isEmpty { lines.append("    see " + entry.see.joined(separator: ", ")) }
            lines += entry.source.map { "    source " + $0 }
            let showing = scenarios.filter { $0.shows(entry, in: pullers) }.map(\.name)
            if !showing.isEmpty {
                let verb = entry.kind == .trait ? "left out of" : "shows in"
                lines.append("    \(verb) \(showing.count): " + showing.joined(separator: ", "))
            }
            return lines.joined(separator: "\n") + "\n"
        }.joined()
    }
}

extension Scenario {
    /// Whether an entry names it for one of the pullers; with none, for any.
    fileprivate func shows(_ entry: Shortcoming, in pullers: [String]) -> Bool {
        func isMeant(_ selectors: [PullerSelector]) -> Bool {
            pullers.isEmpty || selectors.contains { pullers.contains($0.name) }
        }
        return switch entry.kind {
        case .shortcoming: known.contains { $0.shortcomings.contains(entry.id) && isMeant($0.pullers) }
        case .trait: exemptions.contains { $0.trait == entry.id && isMeant($0.pullers) }
        }
    }
}
