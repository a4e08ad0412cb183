import Faults

/// The document about every fault, `docs/faults.md`, made from the catalog and from the scenarios that use it.
package enum FaultGuide {
    /// The document in Markdown; ends in a line break.
    package static func markdown(scenarios: [Scenario]) -> String {
        let scenarios = scenarios.sorted { $0.name < $1.name }
        let planes = Plane.allCases.map { plane in
            let faults = FaultCatalog.all.filter { $0.plane == plane }.map { section(about: $0, scenarios) }
            return "## The plane \(plane.rawValue)\n\(conditions(of: plane))\n\n" + faults.joined(separator: "\n")
        }
        return head + planes.joined(separator: "\n")
    }

    private static let head = """
        # Faults

        Every fault that a scenario can inject. This file is made from the code and a test keeps it so: run the tests once with
        `CHAOSPULL_GOLDEN=write` after a change, and read what changed. `chaospull list faults` prints the same on the console;
        [scenario-format.md](scenario-format.md) explains `match` and `when`.


        """

    private static func conditions(of plane: Plane) -> String {
        let keys = plane.matchKeys.map { "`\($0)`" }.joined(separator: ", ")
        let match = keys.isEmpty ? "No `match`" : "`match`: \(keys)"
        if plane.triggerKeys.isEmpty { return "\(match). They hold for the whole run and take no `when`." }
        guard plane.triggerKeys == Trigger.keys else {
            let keys = plane.triggerKeys.map { "`\($0)`" }.joined(separator: ", ")
            return
                "\(match). `when`: \(keys). Both only for `image.missing`, and with `digest: stale`; without them they "
                + "hold for the whole run."
        }
        let faults = FaultCatalog.all.filter { $0.plane == plane }
        let takers = faults.filter { $0.takesAfterBytes }.map { "`\($0.name)`" }
        let exception =
            switch takers.count {
            case faults.count: ""
            case 0: " but `after-bytes`"
            default: "; `after-bytes` for \(takers.joined(separator: ", ")) alone"
            }
        return "\(match). `when`: every key\(exception)."
    }

    private static func section(about fault: any Fault.Type, _ scenarios: [Scenario]) -> String {
        let users = scenarios.filter { scenario in scenario.faults.contains { $0.name == fault.name } }
        var text = "### `\(fault.name)`\n\(sentence(fault.summary))\n\n"
        if !fault.parameters.isEmpty {
            text += "| parameter | value | units | without it | meaning |\n|---|---|---|---|---|\n"
            text += fault.parameters.map(row).joined() + "\n"
        }
        if let example = users.lazy.compactMap({ example(of: fault.name, in: $0.source) }).first {
            text += "```yaml\n\(example)```\n"
        }
        if !users.isEmpty { text += "Scenarios: \(users.map { "`\($0.name)`" }.joined(separator: ", ")).\n" }
        return text
    }

    private static func row(_ parameter: any ParameterDeclaration) -> String {
        let cells = [
            "`\(parameter.name)`", parameter.shape.summary, parameter.shape.units ?? "–", parameter.withoutIt,
            parameter.meaning,
        ]
        return "| " + cells.map { $0.split(separator: "|").joined(separator: "\\|") }.joined(separator: " | ") + " |\n"
    }

    private static func sentence(_ summary: String) -> String {
        summary.prefix(1).uppercased() + summary.dropFirst() + "."
    }

    /// The entry as written in a scenario's file, without indentation; nil if it is not written with one key per line.
    static func example(of name: String, in source: String) -> String? {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.drop { $0 == " " } == "- fault: \(name)" }) else { return nil }
        let indentation = lines[start].prefix { $0 == " " }.count
        let rest = lines[(start + 1)...].prefix { line in line.prefix { $0 == " " }.count > indentation }
        return ([lines[start]] + rest).map { $0.dropFirst(indentation) + "\n" }.joined()
    }
}
