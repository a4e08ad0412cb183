import Faults
import Glibc
import Testing

@testable import Disks
@testable import Sandboxing

/// What programs in a sandbox notice of a limit of their disk's rate.
@Suite(
    .serialized, .enabled(if: geteuid() == 0, "needs root"),
    .enabled(if: Controller.objection(to: [.io]) == nil, "needs cgroups with io"), .timeLimit(.minutes(2)))
struct DiskRateTests {
    /// Runs `body` in a sandbox with an ext4 storage.
    private func withDiskSandbox<Value: Sendable>(
        _ body: @escaping @Sendable (Sandbox) async throws -> Value
    ) async throws -> Value {
        try await withDisk(.ext4, size: 64 << 20) { disk in
            let loop = try disk.attach()
            let plan = SandboxPlan(
                node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 64 << 20,
                storageDevice: SandboxPlan.Device(loop.path, type: "ext4", options: "defaults"), controllers: [.io])
            return try await withSandbox(plan, body: body)
        }
    }

    /// How long a program takes to write 3 MiB.
    private func writing(_ options: String, _ name: String, in sandbox: Sandbox) async throws -> Duration {
        let script = "dd if=/dev/zero of=/storage/\(name) bs=64k count=48 \(options)"
        let end = try await sandbox.run(Program("script", "sh", ["-c", script]), deadline: .seconds(60))
        #expect(end.isSuccess)
        return end.duration
    }

    @Test(arguments: ["conv=fsync", "oflag=direct"])
    func whoWaitsForTheDiskWaitsAsTheLimitSays(options: String) async throws {
        try await withDiskSandbox { sandbox in
            let before = try await writing(options, "before", in: sandbox)
            #expect(before < .milliseconds(1500), "\(before)")
            try await sandbox.limit(.disk(1 << 20))
            let start = try #require(sandbox.diskUse)
            #expect(start.rate == 1 << 20)
            let limited = try await writing(options, "limited", in: sandbox)
            #expect(limited > .milliseconds(2500) && limited < .seconds(15), "\(limited)")
            let end = try #require(sandbox.diskUse)
            #expect(end.written - start.written >= 3 << 20, "\(end)")
            try await sandbox.lift(.disk(1 << 20))
            let after = try await writing(options, "after", in: sandbox)
            #expect(after < .milliseconds(1500) && sandbox.diskUse?.rate == nil, "\(after)")
        }
    }

    @Test func readingIsLimitedToo() async throws {
        try await withDiskSandbox { sandbox in
            _ = try await writing("conv=fsync", "file", in: sandbox)
            try await sandbox.limit(.disk(1 << 20))
            let script = "dd if=/storage/file of=/dev/null bs=64k iflag=direct"
            let end = try await sandbox.run(Program("script", "sh", ["-c", script]), deadline: .seconds(60))
            #expect(end.isSuccess && end.duration > .milliseconds(2500), "\(end.duration)")
        }
    }

    /// What waits for its turn cannot be killed; the end of the sandbox must not wait for it.
    @Test func aSandboxEndsAtOnceThoughAProgramWaits() async throws {
        let clock = ContinuousClock()
        let left = try await withDiskSandbox { sandbox in
            try await sandbox.limit(.disk(64 << 10))
            let script = "dd if=/dev/zero of=/storage/file bs=1M count=16 oflag=direct >/dev/null 2>&1 & echo"
            _ = try await sandbox.run(Program("script", "sh", ["-c", script]), deadline: .seconds(10))
            return clock.now
        }
        let took = clock.now - left
        #expect(took < .seconds(8), "\(took)")
    }

    @Test func storageInMemoryHasNoRate() async throws {
        let plan = SandboxPlan(
            node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 1 << 20, controllers: [.io])
        try await withSandbox(plan) { sandbox in
            _ = await #expect(throws: SandboxError.self) { try await sandbox.limit(.disk(1 << 20)) }
        }
    }
}
