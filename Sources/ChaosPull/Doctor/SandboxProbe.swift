import Pullers
import Sandboxing
import Scenarios

/// An empty sandbox, made and taken down: the overhead of every run before and after its pull.
public enum SandboxProbe {
    /// Measures once how long it takes to make all namespaces, links, mounts and files, and until the processes are
    /// gone.
    ///
    /// The kernel frees network namespaces later, in the background.
    ///
    /// - Throws: `SandboxError` if the system refuses, as without root.
    public static func upAndDown() async throws -> Duration {
        let scenario = try Scenario(yaml: "title: A sandbox\nexpect: {pull: succeeds}\n", file: "sandbox.yaml")
        let plan = Plan(scenario: scenario, puller: SkopeoPuller(), version: "0", seed: 1)
        let sandbox = plan.sandbox(plan.request(authority: ""))
        return try await ContinuousClock().measure { try await withSandbox(sandbox) { _ in } }
    }
}
