import Glibc
import Testing

@testable import Sandboxing

/// Processes below a program of the node are found by their names, and signals reach them alone.
@Suite(.enabled(if: geteuid() == 0, "needs root"), .timeLimit(.minutes(2)))
struct NodeProcessTests {
    private static let plan = SandboxPlan(node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 1 << 20)
    private static let script = Program("script", "bash", ["-c", "(exec -a un/packer sleep 100); echo $?; exit 7"])

    @Test(arguments: ["sleep", "packer"])
    func aChildIsFoundByItsNameOrTheFirstWordOfItsCommandLine(name: String) async throws {
        try await withSandbox(Self.plan) { sandbox in
            async let end = sandbox.run(Self.script, deadline: .seconds(20))
            try await sandbox.process(named: name, below: [Self.script]).signal(SIGKILL)
            // The parent sees the end of its child and ends by itself.
            #expect(try await end.status == .exited(7))
        }
    }

    @Test func aProcessThatHasEndedGetsNoSignal() async throws {
        try await withSandbox(Self.plan) { sandbox in
            async let end = sandbox.run(Self.script, deadline: .seconds(20))
            let process = try await sandbox.process(named: "sleep", below: [Self.script])
            try process.signal(SIGKILL)
            _ = try await end
            #expect(throws: SandboxError.self) { try process.signal(SIGKILL) }
        }
    }

    @Test func whatIsNotBelowTheProgramIsNotMeant() {
        let processes = ProcessTable([
            .init(number: 5, parent: 1, name: "dockerd", peak: 0),
            .init(number: 6, parent: 5, name: "containerd-shim", peak: 0),
            .init(number: 7, parent: 1, name: "unpigz", peak: 0),
        ])
        #expect(processes.number(named: "containerd-shim-runc-v2", below: [5], in: "/nowhere") == 6)
        #expect(processes.number(named: "unpigz", below: [5], in: "/nowhere") == nil)
        #expect(processes.number(named: "dockerd", below: [5, 7], in: "/nowhere") == 5)
    }
}
