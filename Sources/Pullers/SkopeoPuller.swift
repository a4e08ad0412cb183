import ImageContent
import Sandboxing

/// skopeo copying to a folder: containers/image, the library of podman and buildah, without outer retries by default.
package struct SkopeoPuller: Puller {
    package let name: String
    package let summary: String
    package let packages = ["skopeo"]
    package let versionProgram = Program("skopeo", "skopeo", ["--version"])
    private let retries: Int?

    /// - Parameter retries: the value of `--retry-times`, from 1; makes a variant with its own name.
    package init(retries: Int? = nil) {
        self.retries = retries
        name = "skopeo" + (retries.map { "-retry-\($0)" } ?? "")
        summary = "skopeo copy\(retries.map { " --retry-times \($0)" } ?? "") to a folder (dir:)"
    }

    package var readsCredentialHelpers: Bool { true }
    package func ownPlaces(for pull: PullRequest) -> [String]? { [ContainersConfiguration.cache] }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] { ContainersConfiguration.files(for: pull) }

    package func objection(to pull: PullRequest, version: String) -> String? {
        ContainersConfiguration.objection(to: pull)
    }

    package func objection(to mistake: PullerSettings.Mistake, version: String) -> String? {
        switch mistake {
        case .mirror, .certificate: nil
        case .proxy, .storageDriver, .dns, .mtu: "it reads no containers.conf, and copies to a folder"
        }
    }

    package func command(for pull: PullRequest) -> Program {
        var arguments = ["copy"]
        if let retries { arguments += ["--retry-times", "\(retries)"] }
        if pull.isInsecure { arguments.append("--src-tls-verify=false") }
        if pull.credentials != nil { arguments += ["--src-authfile", ContainersConfiguration.authFile] }
        arguments += ["docker://" + pull.reference, "dir:" + Self.folder]
        return Program("skopeo copy", "skopeo", arguments, environment: pull.environment)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let files = StoredFiles(of: sandbox)
        return try StoreVerification.verify(
            directoryNames: { try files.names(in: Self.folder) },
            open: { name in try files.reader("\(Self.folder)/\(name)") },
            against: truth
        )
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        UnpackedImage(truth.layerDigests.map { .archive("\(Self.folder)/\($0.hex)") })
    }

    private static let folder = Sandbox.storagePath + "/image"
}
