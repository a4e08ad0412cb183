import Foundation
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
            while try !Self.isStopped("nsenter", with: "/storage/go") { try await Task.sleep(for: .milliseconds(5)) }
            try await sandbox.resume(script)
            #expect(try await end.status == .exited(3))
        }
    }

    /// Whether the process of this name and with this text in its command is stopped (proc(5)); false if there is none.
    private static func isStopped(_ name: String, with text: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").contains { number in
            guard let status = try? readTextFile("/proc/\(number)/status"),
                let command = try? readTextFile("/proc/\(number)/cmdline")
            else { return false }
            return status.hasPrefix("Name:\t\(name)\n") && command.contains(text) && status.contains("T (stopped)")
        }
    }
}
