import ImageContent
import Pullers
import Sandboxing

/// A real puller, after whose pull a script changes what it stored, before anyone looks.
struct TamperedPuller: Puller {
    let base: any Puller
    /// Runs in the node, once: follow-up pulls find it as it is then.
    let script: String

    var name: String { base.name }
    var summary: String { base.summary }
    var packages: [String] { base.packages }
    var versionProgram: Program { base.versionProgram }
    var readsCredentialHelpers: Bool { base.readsCredentialHelpers }
    var readsHosts: Bool { base.readsHosts }

    func objection(to pull: PullRequest, version: String) -> String? { base.objection(to: pull, version: version) }
    func files(for pull: PullRequest) -> [SandboxPlan.File] { base.files(for: pull) }
    func daemon(for pull: PullRequest) -> DaemonProgram? { base.daemon(for: pull) }
    func isReady(in sandbox: Sandbox) async -> Bool { await base.isReady(in: sandbox) }
    func command(for pull: PullRequest) -> Program { base.command(for: pull) }

    func pull(
        _ request: PullRequest, in sandbox: Sandbox, deadline: Duration, watchedBy watch: FailedCallWatch?,
        onLine: @escaping @Sendable (String) -> Void
    ) async throws -> ProgramEnd {
        let end = try await base.pull(request, in: sandbox, deadline: deadline, watchedBy: watch, onLine: onLine)
        let (tampered, text) = try await sandbox.output(Program("tamper", "bash", ["-euc", once + script]))
        guard tampered.isSuccess else { throw TamperingError(text: text) }
        return end
    }

    private let once = "[ ! -e /run/tampered ] || exit 0; : >/run/tampered\n"

    func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        try await base.stored(in: sandbox, pull, truth: truth)
    }

    func unpacked(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> UnpackedImage {
        try await base.unpacked(in: sandbox, pull, truth: truth)
    }
}

struct TamperingError: Error { let text: String }
