import Glibc
import Testing

@testable import Sandboxing

@Suite(.enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(1)))
struct FreezeTests {
    /// nsenter(1) stops itself with its program: without help it never reports the end.
    @Test func aFrozenProgramGoesOnAndItsEndIsSeen() async throws {
        let plan = SandboxPlan(node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 1 << 20)
        try await withSandbox(plan) { sandbox in
            let script = Program(
                "script", "sh", ["-c", "echo started; while [ ! -e /storage/go ]; do sleep 0.05; done; exit 3"])
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            async let end = sandbox.run(script, deadline: .seconds(20)) { line.yield($0) }
            for await _ in lines { break }
            try await sandbox.freeze(script)
            _ = try await sandbox.run(Program("touch", "touch", ["/storage/go"]))
            let state = try await sandbox.output(
                Program("ps", "sh", ["-c", "grep State: /proc/$(cat /run/chaospull/script)/status"]))
            #expect(state.text.contains("T (stopped)"))
            try await Task.sleep(for: .milliseconds(300))
            try await sandbox.resume(script)
            #expect(try await end.status == .exited(3))
        }
    }
}
