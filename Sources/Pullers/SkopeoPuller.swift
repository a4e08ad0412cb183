import ImageContent
import Sandboxing

/// skopeo copying to a folder: containers/image, the library of podman and buildah, without an outer retry.
package struct SkopeoPuller: Puller {
    package let name = "skopeo"
    package let summary = "skopeo copy to a folder (dir:)"
    package let packages = ["skopeo"]
    package let versionProgram = Program("skopeo", "skopeo", ["--version"])

    package init() {}

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        var files = [
            // containers-policy.json(5): signatures are not what is tested here.
            SandboxPlan.File(
                "/etc/containers/policy.json", #"{"default": [{"type": "insecureAcceptAnything"}]}"# + "\n"),
            SandboxPlan.File("/etc/containers/registries.conf", "unqualified-search-registries = []\n"),
        ]
        if let credentials = pull.credentials {
            let secret = Base64.encoded("\(credentials.user):\(credentials.password)")
            files.append(
                SandboxPlan.File(Self.authFile, #"{"auths": {"\#(pull.registry)": {"auth": "\#(secret)"}}}"# + "\n")
            )
        }
        return files
    }

    package func daemon(for pull: PullRequest) -> DaemonProgram? { nil }

    package func command(for pull: PullRequest) -> Program {
        var arguments = ["copy"]
        if pull.isInsecure { arguments.append("--src-tls-verify=false") }
        if pull.credentials != nil { arguments += ["--src-authfile", Self.authFile] }
        arguments += ["docker://" + pull.reference, "dir:" + Self.folder]
        return Program("skopeo copy", "skopeo", arguments, environment: pull.environment)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let folder = sandbox.root + Self.folder
        return try StoreVerification.verify(
            directoryNames: { StoredFile.names(in: folder) },
            open: { name in try StoredFile.reader(folder + "/" + name) },
            against: truth
        )
    }

    private static let folder = Sandbox.storagePath + "/image"
    private static let authFile = Sandbox.homePath + "/auth.json"
}
