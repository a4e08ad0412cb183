import ImageContent
import Sandboxing

/// oras, in Go, which copies an image into an OCI layout.
package struct OrasPuller: Puller {
    package let name = "oras"
    package let summary = "oras copy into an OCI layout"
    package let packages = ["oras"]
    package let versionProgram = Program("oras", "oras", ["version"])
    package let hint = "chaospull roots create trixie: Debian has it from 13 on"

    package init() {}

    package func objection(to pull: PullRequest, version: String) -> String? {
        pull.mirror == nil ? nil : "oras knows no mirrors"
    }

    package var readsCredentialHelpers: Bool { true }
    package var offersHTTP2: Bool { true }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] { DockerCredentials.files(for: pull) }

    package func command(for pull: PullRequest) -> Program {
        let platform = Platform.host
        var arguments = ["copy", "--no-tty", "--platform", "\(platform.os)/\(platform.architecture)"]
        if pull.isInsecure { arguments.append("--from-plain-http") }
        if pull.credentials != nil { arguments += ["--from-registry-config", DockerCredentials.path] }
        arguments += [pull.reference, "--to-oci-layout", "\(Self.layout):\(pull.tag)"]
        return Program("oras copy", "oras", arguments, environment: pull.environment)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        try BlobFolder(files: StoredFiles(of: sandbox), path: Self.layout).report(against: truth)
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        UnpackedImage(blobsIn: Self.layout, truth: truth)
    }

    private static let layout = Sandbox.storagePath + "/image"
}
