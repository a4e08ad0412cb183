import ChaosPull
import Faults
import Scenarios
import Testing

/// A program that only prints the words of every error makes no fault of node, links or process fire.
@Suite(.needsPullers) struct WordsAreNoProofTests {
    /// What programs print when such a fault meets them, and nothing that would meet one.
    private static let words = [
        "no space left on device", "read-only file system", "network is unreachable", "no route to host",
        "permission denied", "invalid argument", "cannot assign requested address", "address already in use",
        "resource temporarily unavailable", "lookup registry.test: temporary failure in name resolution", "killed",
    ]

    /// Each fault of the planes, as a scenario of the repository has it.
    static func faults() throws -> [(name: String, lines: String)] {
        let scenarios = try ScenarioFiles.find(paths: [Requirements.scenarios]).map { try Scenario(contentsOf: $0) }
        // The power goes at its moment whatever the puller does; that is no claim about the puller.
        let planes: Set<Plane> = [.node, .link, .act]
        return FaultCatalog.all.filter { planes.contains($0.plane) && $0.name != "act.power-loss" }.flatMap { fault in
            scenarios.compactMap { scenario in
                scenario.faults.first { $0.name == fault.name }.map { _ in (fault.name, scenario.source) }
            }.prefix(1)
        }
    }

    @Test(arguments: try faults().map(\.name))
    func printingTheWordsFiresNothing(name: String) async throws {
        let source = try #require(try Self.faults().first { $0.name == name }).lines
        let scenario = try Scenario(yaml: source, file: "words.yaml")
        let command = "echo \(Self.words.joined(separator: "; ")); exit 1".replacing("; ", with: "; echo ")
        let choice = try PullerChoice([], commands: [PullerDefinition(command: "sh -c \"\(command)\"")])
        let cells = Cell.matrix(
            scenarios: [scenario], pullers: try await InstalledPuller.select([], among: choice), seed: 1)
        try await withTemporaryFolder { folder in
            let result = try #require(try await runMatrix(cells, jobs: 1, output: folder).first)
            // A command of one's own cannot have every setting that a fault is about.
            if result.status == .skipped { return }
            let counts = result.firedFaults.filter { $0.name == name }
            #expect(!counts.isEmpty && counts.allSatisfy { $0.fired == 0 }, "\(result.why)")
        }
    }
}
