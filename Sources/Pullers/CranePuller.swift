import ImageContent
import Sandboxing

/// crane, the command of go-containerregistry, which saves an image as an archive.
package struct CranePuller: Puller {
    package let name = "crane"
    package let summary = "crane pull into an archive (go-containerregistry)"
    package let packages = ["crane"]
    /// Debian's crane does not know its own version.
    package let versionProgram = Program("dpkg-query", "dpkg-query", ["--show", "--showformat=${Version}", "crane"])
    package let hint = "chaospull roots create sid: Debian has it from 14 on"

    package init() {}

    package func objection(to pull: PullRequest, version: String) -> String? {
        pull.mirror == nil ? nil : "crane knows no mirrors"
    }

    package var readsCredentialHelpers: Bool { true }
    package var offersHTTP2: Bool { true }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] { DockerCredentials.files(for: pull) }

    package func command(for pull: PullRequest) -> Program {
        let platform = Platform.host
        var arguments = ["pull", "--platform", "\(platform.os)/\(platform.architecture)"]
        if pull.isInsecure { arguments.append("--insecure") }
        arguments += [pull.reference, Self.archive]
        return Program("crane pull", "crane", arguments, environment: pull.environment)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let files = StoredFiles(of: sandbox)
        guard try files.isThere(Self.archive) else { return StoreReport(present: false) }
        return try files.withReader(Self.archive) { read in
            try StoreVerification.verify(dockerArchive: read, against: truth)
        }
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        try UnpackedImage(dockerArchive: Self.archive, in: StoredFiles(of: sandbox), truth: truth)
    }

    private static let archive = Sandbox.storagePath + "/image.tar"
}
