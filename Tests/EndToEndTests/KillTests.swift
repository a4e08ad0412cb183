import Foundation
import Glibc
import Testing

@Suite(.needsPullers, .serialized) struct KillTests {
    /// SIGKILL cannot be caught, so only the kernel cleans up.
    @Test func nothingIsLeftWhenTheHarnessIsKilledAtAnyMoment() async throws {
        let before = try await HostState.now()
        #expect(!before.cgroups.isEmpty, "no controller is mounted, or it cannot be seen")
        var generator = SystemRandomNumberGenerator()
        var disks = 0
        for round in 1...20 {
            let delay = Duration.milliseconds(Int.random(in: 50...4000, using: &generator))
            try await withTemporaryFolder { folder in
                let harness = try await start(
                    [
                        "scenarios/power-loss-mid-layer.yaml", "scenarios/syscall-fsync-slow.yaml",
                        "scenarios/daemon-killed-mid-pull.yaml", "scenarios/udp-loss.yaml",
                        // More pullers, and the first scenario would take all the time.
                        "--puller", "docker", "--puller", "skopeo",
                    ],
                    output: folder)
                try await Task.sleep(for: delay)
                let processes = ProcessIdentity.tree(below: harness.number)
                #expect(!processes.isEmpty)
                let loops = AttachedLoop.mounted(by: processes)
                disks += loops.count
                kill(harness.number, SIGKILL)
                try await harness.end()
                let left = try await Self.remaining(of: processes)
                #expect(left.isEmpty, "round \(round), killed after \(delay): \(left)")
                let attached = try await AttachedLoop.remaining(of: loops)
                #expect(attached.isEmpty, "round \(round), killed after \(delay): \(attached)")
                #expect(try await Self.remainingGroups(of: harness).isEmpty)
            }
            let after = try await HostState.now()
            #expect(after == before, "round \(round), killed after \(delay)")
        }
        #expect(disks > 0, "no disk was mounted at any of the moments")
    }

    /// The folders of control groups are the one thing that the kernel does not remove.
    @Test func noControlGroupIsLeftWhenTheHarnessIsKilledAtAnyMoment() async throws {
        var generator = SystemRandomNumberGenerator()
        var groups = 0
        for round in 1...20 {
            let delay = Duration.milliseconds(Int.random(in: 50...3000, using: &generator))
            try await withTemporaryFolder { folder in
                let harness = try await start(
                    ["io", "cpu", "memory"].map { "scenarios/host-\($0).yaml" } + ["--puller", "containerd"],
                    output: folder)
                try await Task.sleep(for: delay)
                let processes = ProcessIdentity.tree(below: harness.number)
                groups += Self.groups(of: harness).count
                kill(harness.number, SIGKILL)
                try await harness.end()
                #expect(try await Self.remaining(of: processes).isEmpty)
                let left = try await Self.remainingGroups(of: harness)
                #expect(left.isEmpty, "round \(round), killed after \(delay): \(left)")
            }
        }
        #expect(groups > 0, "there was no group at any of the moments")
    }

    /// Those that are still there ten seconds after the harness has gone.
    private static func remainingGroups(of harness: Harness) async throws -> [String] {
        let end = ContinuousClock.now + .seconds(10)
        while true {
            let left = groups(of: harness)
            if left.isEmpty || ContinuousClock.now > end { return left }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private static func groups(of harness: Harness) -> [String] {
        HostState.cgroupFolders().filter { $0.contains("/chaospull-\(harness.number)-") }
    }

    @Test func theHostIsTheSameBeforeAndAfterARun() async throws {
        let before = try await HostState.now()
        try await withTemporaryFolder { folder in
            let harness = try await start(
                ["scenarios/control.yaml", "scenarios/net-reset-mid-blob.yaml"], output: folder)
            let (code, printed) = try await harness.end()
            #expect(code == 0, "\(printed)")
        }
        #expect(try await HostState.now() == before)
    }

    @Test func anInterruptTakesTheSandboxesDownAndExitsWith130() async throws {
        try await withTemporaryFolder { folder in
            let harness = try await start(
                ["scenarios/udp-loss-cdn-lookup.yaml", "--puller", "skopeo", "--puller", "docker"], output: folder)
            let processes = try await Self.processesOnceThereIsASandbox(of: harness)
            kill(harness.number, SIGINT)
            let (code, printed) = try await harness.end()
            #expect(code == 130, "\(printed)")
            #expect(try await Self.remaining(of: processes).isEmpty)
        }
    }

    /// Before there is a sandbox, an interrupt may come too early to be trapped; it then ends the harness like any
    /// program.
    private static func processesOnceThereIsASandbox(of harness: Harness) async throws -> Set<ProcessIdentity> {
        while true {
            let processes = ProcessIdentity.tree(below: harness.number)
            try #require(!processes.isEmpty)
            if processes.contains(where: { $0.name == "unshare" }) { return processes }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func start(_ scenarios: [String], output: String) async throws -> Harness {
        try await Harness(["run"] + scenarios + ["--jobs", "4", "--output", output])
    }

    /// The kernel ends a PID namespace asynchronously; what is left after ten seconds counts as left behind.
    ///
    /// A namespace lives as long as its processes and mounts. Its number says nothing: the kernel may reuse it at once,
    /// for the sandbox of another test.
    static func remaining(of processes: Set<ProcessIdentity>) async throws -> Set<ProcessIdentity> {
        let end = ContinuousClock.now + .seconds(10)
        while true {
            let left = processes.intersection(ProcessIdentity.living().map(\.identity))
            if left.isEmpty || ContinuousClock.now > end { return left }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
