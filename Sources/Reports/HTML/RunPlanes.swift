import Faults
import Judging

/// The planes of the faults of each scenario.
struct RunPlanes {
    /// What stands for a scenario without faults.
    static let none = "none"

    private let words: [String: Set<String>]

    init(_ results: [RunResult]) {
        var words: [String: Set<String>] = [:]
        // A run that did not take place does not tell the faults of its scenario, but others of that scenario do.
        for result in results where result.outcome != nil {
            let planes = result.firedFaults.compactMap { FaultCatalog.fault(named: $0.name)?.plane.rawValue }
            words[result.scenario, default: []].formUnion(planes.isEmpty ? [Self.none] : planes)
        }
        self.words = words
    }

    /// Those of a scenario, separated by spaces; empty if no run tells them.
    func text(of scenario: String) -> String {
        let planes = words[scenario] ?? []
        // A file may have been edited.
        return planes.filter { $0 != Self.none || planes.count == 1 }.sorted().joined(separator: " ")
    }

    /// Those of all scenarios, in the order of the guide to faults.
    var all: [String] {
        let found = Set(words.keys.flatMap { text(of: $0).split(separator: " ").map(String.init) })
        return (Plane.allCases.map(\.rawValue) + [Self.none]).filter(found.contains)
    }
}
