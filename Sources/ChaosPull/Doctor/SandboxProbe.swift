import Pullers
import Sandboxing
import Scenarios

/// The sandbox of a run, made and taken down with nothing in it: what every run pays before and after its pull.
public enum SandboxProbe {
    /// How long it takes, once, until every namespace, link, mount and file of a run is there and its processes are gone.
    ///
    /// The kernel frees network namespaces later, when nobody waits for it.
    ///
    /// - Throws: `SandboxError` when the system refuses, as without root.
    public static func upAndDown() async throws -> Duration {
        let scenario = try Scenario(yaml: "title: A sandbox\nexpect: {pull: succeeds}\n", file: "sandbox.yaml")
        let plan = Plan(scenario: scenario, puller: SkopeoPuller(), version: "0", seed: 1)
        let sandbox = plan.sandbox(plan.request(authority: ""))
        return try await ContinuousClock().measure { try await withSandbox(sandbox) { _ in } }
    }
}
