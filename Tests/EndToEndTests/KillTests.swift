import Foundation
import Glibc
import Testing

@Suite(.needsPullers, .serialized) struct KillTests {
    /// SIGKILL cannot be caught, so nothing but the kernel cleans up.
    @Test func nothingIsLeftWhenTheHarnessIsKilledAtAnyMoment() async throws {
        let before = try HostState.now()
        var generator = SystemRandomNumberGenerator()
        for round in 1...10 {
            let delay = Duration.milliseconds(Int.random(in: 50...4000, using: &generator))
            try await withTemporaryFolder { folder in
                let harness = try start(
                    ["scenarios/daemon-killed-mid-pull.yaml", "scenarios/udp-loss.yaml"], output: folder)
                try await Task.sleep(for: delay)
                let processes = ProcessIdentity.tree(below: harness.number)
                let namespaces = Namespaces.of(processes).subtracting(Namespaces.of([.current]))
                #expect(!processes.isEmpty)
                kill(harness.number, SIGKILL)
                await harness.end()
                let (left, held) = try await remaining(of: processes, in: namespaces)
                #expect(left.isEmpty, "round \(round), killed after \(delay): \(left)")
                #expect(held.isEmpty, "round \(round), killed after \(delay): \(held)")
            }
            let after = try HostState.now()
            #expect(after == before, "round \(round), killed after \(delay)")
        }
    }

    @Test func theHostIsTheSameBeforeAndAfterARun() async throws {
        let before = try HostState.now()
        try await withTemporaryFolder { folder in
            let harness = try start(["scenarios/control.yaml", "scenarios/net-reset-mid-blob.yaml"], output: folder)
            await harness.end()
            #expect(harness.exitCode == 0)
        }
        #expect(try HostState.now() == before)
    }

    @Test func anInterruptTakesTheSandboxesDownAndExitsWith130() async throws {
        try await withTemporaryFolder { folder in
            let harness = try start(["scenarios/udp-loss-cdn-lookup.yaml"], output: folder)
            try await Task.sleep(for: .seconds(2))
            let processes = ProcessIdentity.tree(below: harness.number)
            kill(harness.number, SIGINT)
            await harness.end()
            #expect(harness.exitCode == 130)
            #expect(try await remaining(of: processes, in: []).processes.isEmpty)
        }
    }

    private func start(_ scenarios: [String], output: String) throws -> Harness {
        try Harness(["run"] + scenarios + ["--jobs", "4", "--output", output])
    }

    /// The kernel ends a PID namespace in its own time; what is left after ten seconds stays.
    private func remaining(
        of processes: Set<ProcessIdentity>, in namespaces: Set<String>
    ) async throws -> (processes: Set<ProcessIdentity>, namespaces: Set<String>) {
        let end = ContinuousClock.now + .seconds(10)
        while true {
            let living = Set(ProcessIdentity.living().map(\.identity))
            let left = processes.intersection(living)
            let held = Namespaces.of(living).intersection(namespaces)
            if left.isEmpty && held.isEmpty || ContinuousClock.now > end { return (left, held) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
