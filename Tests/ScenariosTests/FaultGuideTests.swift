import Faults
import SampleRuns
import Scenarios
import Testing

/// `docs/faults.md` agrees with the code.
@Suite struct FaultGuideTests {
    private func scenarios() throws -> [Scenario] {
        try ScenarioFiles.find(paths: ["\(Golden.root)/scenarios"]).map { try Scenario(contentsOf: $0) }
    }

    @Test func theDocumentIsMadeFromTheCode() throws {
        try Golden.expect(FaultGuide.markdown(scenarios: try scenarios()), is: "faults.md", in: "docs")
    }

    @Test func everyFaultStandsThereWithItsParametersAndAScenario() throws {
        let sections = FaultGuide.markdown(scenarios: try scenarios()).split(separator: "### ").dropFirst()
        #expect(sections.count == FaultCatalog.all.count)
        for fault in FaultCatalog.all {
            let section = try #require(sections.first { $0.hasPrefix("`\(fault.name)`\n") })
            #expect(section.contains("- fault: \(fault.name)\n"), "\(fault.name) has no example")
            #expect(section.contains("\nScenarios: `"), "\(fault.name)")
            for parameter in fault.parameters {
                let shape = parameter.shape
                #expect(
                    section.contains(
                        "| `\(parameter.name)` | \(shape.summary) | \(shape.units ?? "–") | \(parameter.withoutIt) | "))
            }
        }
    }
}
