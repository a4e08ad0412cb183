import ImageContent
import Sandboxing

/// The image store that podman and buildah share, containers/storage, in a folder of the run.
///
/// Layers are kept unpacked; an export packs them again, byte for byte, as the uncompressed archives that the image's
/// configuration names. So an export shows what is stored, and the manifest is kept as it was received.
enum ContainersStorage {
    /// A store of the run's own (containers-storage.conf(5)), and none of the host's settings (containers.conf(5)).
    static func files(for pull: PullRequest) -> [SandboxPlan.File] {
        ContainersConfiguration.files(for: pull) + [
            SandboxPlan.File(
                "/etc/containers/storage.conf",
                """
                [storage]
                driver = "\(pull.settings.mistake == .storageDriver ? "zfs" : driver)"
                graphroot = "\(folder)"
                runroot = "/run/containers/storage"
                \(options(pull.settings))
                """),
            SandboxPlan.File("/etc/containers/containers.conf", ContainersConfiguration.engine(for: pull)),
        ]
    }

    /// The options of both for a pull (podman-pull(1), buildah-pull(1)).
    static func pullArguments(for pull: PullRequest) -> [String] {
        var arguments = ["pull"]
        if pull.isInsecure { arguments.append("--tls-verify=false") }
        if pull.credentials != nil { arguments += ["--authfile", ContainersConfiguration.authFile] }
        return arguments + [pull.reference]
    }

    /// Hashes what the store holds.
    ///
    /// - Parameters:
    ///   - inspect: succeeds if the store has the image.
    ///   - export: writes the image to an archive of a form that it is given the path of.
    ///   - reference: what the image was pulled by.
    static func report(
        in sandbox: Sandbox, inspect: Program, export: (_ form: ArchiveForm, _ archive: String) -> Program,
        of reference: String, truth: ImageTruth
    ) async throws -> StoreReport {
        let archive = "/run/chaospull/saved.tar"
        let (inspected, said) = try await sandbox.output(inspect)
        guard inspected.isSuccess else { return .ofFailure(inspect, inspected, said, isPresent: false) }
        // An archive that is there already would be refused.
        _ = try await sandbox.output(Program("rm", "rm", ["-f", archive]))
        // Docker's form knows no Zstandard, not even as what a layer was packed with.
        let form: ArchiveForm = truth.manifestMediaType == MediaType.ociManifest ? .oci : .docker
        let program = export(form, archive)
        let (end, text) = try await sandbox.output(program, deadline: .seconds(600))
        let files = StoredFiles(of: sandbox)
        var report =
            try end.isSuccess
            ? files.withReader(archive) { read in
                switch form {
                case .docker: try StoreVerification.verify(dockerArchive: read, against: truth)
                case .oci: try StoreVerification.verify(exportedLayout: read, against: truth)
                }
            } : .ofFailure(program, end, text, isPresent: true)
        guard report.unreadable == nil else { return report }
        do {
            let image = try layers.image(of: truth, named: reference, in: files)
            try StoreVerification.judge(
                manifest: image.flatMap { try files.readerIfThere(manifestFile(of: $0)) }, against: truth, in: &report)
        } catch let error as TreeUnread {
            report.unreadable = error.description
        }
        return report
    }

    /// The forms of archives, in the words of containers-transports(5).
    enum ArchiveForm: String {
        case docker = "docker-archive"
        case oci = "oci-archive"
    }

    /// Where the manifest of an image is kept.
    static func manifestFile(of image: String) -> String { "\(folder)/\(driver)-images/\(image)/manifest" }

    static let layers = OverlayLayers(root: folder)

    private static func options(_ settings: PullerSettings) -> String {
        (settings.hasPartialImages ? partialImages : "") + (settings.syncsFileSystem ? flushing : "")
    }

    /// containers-storage.conf(5), "STORAGE OPTIONS TABLE", `pull_options`.
    private static let partialImages = "[storage.options]\npull_options = {enable_partial_images = \"true\"}\n"

    /// containers-storage.conf(5), "STORAGE OPTIONS FOR OVERLAY TABLE", `sync`.
    private static let flushing = "[storage.options.overlay]\nsync = \"filesystem\"\n"

    private static let folder = Sandbox.storagePath + "/containers"
    private static let driver = "overlay"
}
