import ImageContent
import Sandboxing

/// apptainer: fetches an image into its cache, an OCI layout, and converts it to one file that it can run.
package struct ApptainerPuller: Puller {
    package let name = "apptainer"
    package let summary = "apptainer pull into a SIF file"
    package let packages = ["apptainer"]
    package let versionProgram = Program("apptainer", "apptainer", ["--version"])
    package let hint = "chaospull roots create sid: Debian has it in unstable only"

    package init() {}

    package func objection(to pull: PullRequest, version: String) -> String? {
        ContainersConfiguration.objection(to: pull)
    }

    package var readsCredentialHelpers: Bool { true }

    package var offersHTTP2: Bool { true }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        // It reads the files of containers/image.
        DockerCredentials.files(for: pull) + (pull.mirror == nil ? [] : [ContainersConfiguration.registries(for: pull)])
    }

    package func command(for pull: PullRequest) -> Program {
        let environment = pull.environment.merging(
            ["APPTAINER_CACHEDIR": Self.cache, "APPTAINER_TMPDIR": Sandbox.temporaryPath], uniquingKeysWith: { $1 })
        var arguments = ["pull", "--force"]
        if pull.isInsecure { arguments.append("--no-https") }
        if pull.credentials != nil { arguments += ["--authfile", DockerCredentials.path] }
        arguments += [Self.image, "docker://" + pull.reference]
        return Program("apptainer pull", "apptainer", arguments, environment: environment)
    }

    /// The file is a file system that it made itself; the sources are in the cache and can be hashed.
    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let files = StoredFiles(of: sandbox)
        guard try files.isThere(Self.image) else { return StoreReport(present: false) }
        return try BlobFolder(files: files, path: Self.cache + "/cache/blob").report(against: truth)
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        try await SIFImage(path: Self.image).unpacked(in: sandbox)
    }

    private static let cache = Sandbox.storagePath + "/apptainer"
    private static let image = Sandbox.storagePath + "/image.sif"
}
