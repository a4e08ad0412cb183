import Foundation
import Glibc
import Testing

/// `exec` and `shell` as a person uses them: one command, and a terminal.
@Suite(.needsPullers, .serialized) struct VisitTests {
    private func exec(_ arguments: [String], input: String = "") async throws -> FinishedProgram {
        try await FinishedProgram.of(Requirements.command, arguments, input: input)
    }

    @Test func oneCommandMeetsTheFaults() async throws {
        let lookup = ["--", "getent", "hosts", "cdn.test"]
        let broken = try await exec(["exec", "scenarios/dns-nxdomain-cdn.yaml"] + lookup)
        #expect(broken.code == 2 && broken.output.isEmpty)
        #expect(broken.error.contains("faults[0] dns.nxdomain (about cdn.test): fired"))
        let good = try await exec(["exec", "scenarios/control.yaml"] + lookup)
        #expect(good.code == 0)
        #expect(good.output.contains("cdn.test"))
        #expect(good.error == "chaospull: the scenario has no faults\n")
    }

    @Test func inputOutputErrorAndExitCodeAreTheCommands() async throws {
        let command = ["--", "sh", "-c", "cat; echo problem >&2; exit 42"]
        let end = try await exec(["exec", "scenarios/control.yaml"] + command, input: "hello\n")
        #expect(end.code == 42 && end.output == "hello\n" && end.error.hasPrefix("problem\n"))
        let signaled = try await exec(["exec", "scenarios/control.yaml", "--", "sh", "-c", "kill -TERM $$"])
        #expect(signaled.code == 128 + SIGTERM)
        #expect(try await exec(["exec", "scenarios/control.yaml"]).code == 64)
    }

    @Test func aShellReadsAPipe() async throws {
        let end = try await exec(
            ["shell", "scenarios/registry-503-once.yaml", "--puller", "skopeo"],
            input: "skopeo copy docker://$CHAOSPULL_IMAGE dir:/storage/image || exit 9\n")
        #expect(end.code == 9)
        #expect(end.error.contains("  skopeo copy docker://registry.test/library/demo:1 dir:/storage/image\n"))
        #expect(end.error.contains("registry 503 layer-2"))
        #expect(end.error.contains("faults[0] http.status (layer-2 at registry): fired once"))
    }

    @Test func aShellOnATerminalPullsIsInterruptedAndEnds() async throws {
        let before = try await HostState.now()
        let terminal = try await TestTerminal(["shell", "scenarios/registry-503-once.yaml", "--puller", "skopeo"])
        let prompt = "registry-503-once# "
        try await terminal.read(until: prompt)
        try terminal.type("skopeo copy docker://$CHAOSPULL_IMAGE dir:/storage/image\n")
        // The puller's last line and the event may come in either order.
        try await terminal.read(until: "registry 503 layer-2")
        try terminal.type("sh -c 'echo run$((1))ning; exec sleep 1000'\n")
        try await terminal.read(until: "run1ning")
        try terminal.type("\u{3}")
        try await terminal.read(until: prompt)
        try terminal.type("echo code$?\n")
        try await terminal.read(until: "code130")
        let processes = ProcessIdentity.tree(below: terminal.number)
        #expect(processes.count > 3)
        try terminal.type("exit 7\n")
        try await terminal.read(until: "fired once")
        #expect(try await terminal.exitCode() == 7)
        #expect(try await KillTests.remaining(of: processes).isEmpty)
        #expect(try await HostState.now() == before)
    }

    /// Ctrl-C is for the command, which decides what to do with it.
    @Test func anInterruptReachesTheCommandAndNotTheHarness() async throws {
        let script = "trap 'echo caught; exit 3' INT; echo rea''dy; while :; do sleep 0.1; done"
        let terminal = try await TestTerminal(["exec", "scenarios/control.yaml", "--", "sh", "-c", script])
        try await terminal.read(until: "ready")
        try terminal.type("\u{3}")
        try await terminal.read(until: "caught")
        #expect(try await terminal.exitCode() == 3)
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func nothingIsLeftWhenAVisitIsEnded(signal: Int32) async throws {
        let terminal = try await TestTerminal(["shell", "scenarios/control.yaml", "--puller", "docker"])
        try await terminal.read(until: "control# ")
        try terminal.type("sh -c 'trap \"\" HUP TERM; echo run$((1))ning; while :; do sleep 1000; done'\n")
        try await terminal.read(until: "run1ning")
        let processes = ProcessIdentity.tree(below: terminal.number)
        let command = try #require(terminal.command)
        if signal == SIGHUP { terminal.hangUp() } else { kill(command, signal) }
        #expect(try await terminal.exitCode() == 130)
        #expect(try await KillTests.remaining(of: processes).isEmpty)
    }
}
