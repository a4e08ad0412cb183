import Faults
import ImageContent
import Pullers
import Sandboxing

/// A puller made for a test, run like real ones.
struct ScriptPuller: Puller {
    let name = "script"
    let summary = "a shell script"
    let packages = ["curl"]
    let versionProgram = Program("curl", "curl", ["--version"])

    var script = PullScript.honest

    func files(for pull: PullRequest) -> [SandboxPlan.File] {
        var files = [SandboxPlan.File(Self.path, script.text)]
        if let credentials = pull.credentials {
            let login = "machine \(Role.auth.hostName) login \(credentials.user) password \(credentials.password)\n"
            files.append(SandboxPlan.File(Sandbox.homePath + "/netrc", login))
        }
        return files
    }

    func command(for pull: PullRequest) -> Program {
        let url = (pull.isInsecure ? "http://" : "https://") + pull.registry
        return Program(
            "pull.sh", "sh", [Self.path, url, pull.repository, pull.tag, Sandbox.storagePath + "/image"],
            environment: pull.environment
        )
    }

    /// The script stores where skopeo would.
    func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        try await SkopeoPuller().stored(in: sandbox, pull, truth: truth)
    }

    private static let path = Sandbox.homePath + "/pull.sh"
}
