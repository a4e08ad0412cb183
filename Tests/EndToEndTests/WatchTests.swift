import Foundation
import Glibc
import Testing

/// `run --watch` as a person uses it: an edit makes another run, and Ctrl-C ends it.
@Suite(.needsPullers, .serialized) struct WatchTests {
    private static let good = "title: It works\nexpect: {pull: succeeds}\n"

    private func arguments(_ scenario: String, _ folder: String) -> [String] {
        ["run", scenario, "--watch", "--puller", "skopeo", "--output", folder + "/results"]
    }

    @Test func anEditMakesAnotherRun() async throws {
        let before = try await HostState.now()
        try await withTemporaryFolder { folder in
            let scenario = folder + "/watched.yaml"
            try Self.good.write(toFile: scenario, atomically: false, encoding: .utf8)
            let terminal = try await TestTerminal(arguments(scenario, folder))
            try await terminal.read(until: "1 run: 1 passed")
            try await terminal.read(until: "watching 1 file; Ctrl-C ends it")
            try "title: It works\nexpectations: {}\n".write(toFile: scenario, atomically: false, encoding: .utf8)
            try await terminal.read(until: "--- \(scenario) changed ---")
            try await terminal.read(until: "watched.yaml:1:1: key 'expect' is missing")
            try await terminal.read(until: "Ctrl-C ends it")
            try Self.good.replacing("succeeds", with: "fails")
                .write(toFile: scenario, atomically: true, encoding: .utf8)
            try await terminal.read(until: "changed ---")
            try await terminal.read(until: "1 run: 1 failed")
            try await terminal.read(until: "Ctrl-C ends it")
            try terminal.type("\u{3}")
            #expect(try await terminal.exitCode() == 1, "that of the last run")
        }
        #expect(try await HostState.now() == before)
    }

    @Test func aSignalBeforeTheFirstRunEndsInterrupts() async throws {
        try await withTemporaryFolder { folder in
            let scenario = folder + "/slow.yaml"
            let text = """
                title: No answer for a minute
                faults:
                  - fault: http.delay
                    match: {resource: index}
                    by: 30 s
                expect: {pull: succeeds, within: 100 s}
                """
            try text.write(toFile: scenario, atomically: false, encoding: .utf8)
            let harness = try await Harness(arguments(scenario, folder))
            let timeline = folder + "/results"
            for _ in 0..<200 where !FileManager.default.fileExists(atPath: timeline) {
                try await Task.sleep(for: .milliseconds(50))
            }
            kill(harness.number, SIGINT)
            #expect(try await harness.end().code == 130)
        }
    }
}
