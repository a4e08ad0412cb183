import Pullers
import SampleRuns
import Scenarios
import Synchronization
import Testing

@testable import ChaosPull

@Suite struct CellTests {
    private static let pullers = [
        InstalledPuller(DockerPuller(), version: "20.10.24"),
        InstalledPuller(SkopeoPuller(), version: "1.9.3"),
    ]

    @Test func cellsAreListedScenariosFirst() throws {
        let scenarios = try ["b", "a"].map { try scenario("expect: {pull: succeeds}", name: $0) }
        let cells = Cell.matrix(scenarios: scenarios, pullers: Self.pullers, seed: 7)
        #expect(
            cells.map { "\($0.scenario.name) \($0.pullerName) \($0.version) \($0.seed)" } == [
                "b docker 20.10.24 7", "b skopeo 1.9.3 7", "a docker 20.10.24 7", "a skopeo 1.9.3 7",
            ])
        #expect(Cell.matrix(scenarios: [], pullers: Self.pullers, seed: 7).isEmpty)
    }

    @Test func repetitionsOfACellAreAdjacent() throws {
        let cells = Cell.matrix(
            scenarios: [try scenario("expect: {pull: succeeds}")], pullers: Self.pullers, seed: 7)
        let repeated = Cell.repeated(cells, times: 2)
        #expect(
            repeated.map { "\($0.pullerName) \($0.seed) \($0.repetition)" }
                == ["docker 7 1", "docker 7 2", "skopeo 7 1", "skopeo 7 2"]
        )
        #expect(Cell.repeated(cells, times: 0).map(\.repetition) == [1, 1])
    }

    @Test func aCellKnowsItsPlan() throws {
        let cell = Cell(scenario: try scenario("expect: {pull: succeeds}"), puller: Self.pullers[1], seed: 7)
        #expect(cell.planText.contains("puller     skopeo 1.9.3\nseed       7\n"))
    }

    @Test func aMatrixWithoutCellsHasNoResults() async throws {
        #expect(try await runMatrix([], jobs: 2, output: "/nonexistent").isEmpty)
    }

    @Test func aFolderThatCannotBeMadeBreaksItsCellAndNoOther() async throws {
        let fine = try scenario("expect: {pull: succeeds}")
        let cells = Cell.matrix(scenarios: [fine], pullers: Self.pullers, seed: 7)
        let told = Mutex<[String]>([])
        // /proc takes no folder of anybody, root included.
        let results = try await runMatrix(cells, jobs: 1, output: "/proc/nowhere") { progress in
            if case .finished(let cell, let result) = progress {
                told.withLock { $0.append("\(cell.pullerName) \(result.status)") }
            }
        }
        #expect(results.map(\.status) == [.broken, .broken])
        #expect(results.map(\.puller) == ["docker", "skopeo"])
        #expect(results.allSatisfy { $0.why.hasPrefix("folder /proc/nowhere/test.") })
        #expect(told.withLock { $0 } == ["docker broken", "skopeo broken"])
    }
}
