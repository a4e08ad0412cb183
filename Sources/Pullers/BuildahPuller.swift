import ImageContent
import Sandboxing

/// buildah, which pulls into the same kind of store as podman and has its own retries.
package struct BuildahPuller: Puller {
    package let name = "buildah"
    package let summary = "buildah pull into a store of its own (overlay)"
    package let packages = ["buildah"]
    package let versionProgram = Program("buildah", "buildah", ["--version"])

    package init() {}

    package var readsCredentialHelpers: Bool { true }
    package func ownPlaces(for pull: PullRequest) -> [String]? {
        [ContainersConfiguration.cache, ContainersConfiguration.networkLock]
    }

    /// From containers/storage 1.57 on; 1.28 knows other annotations of zstd:chunked than images have today
    /// (containers/storage 1.43, pkg/chunked/internal/compression.go).
    package func pullsPartialImages(version: String) -> Bool { PullerVersion.generation(of: version) >= (1, 39) }

    /// From container-libs, storage 1.62 on.
    package func canSyncFileSystem(version: String) -> Bool { PullerVersion.generation(of: version) >= (1, 43) }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        ContainersStorage.files(for: pull)
    }

    package func objection(to pull: PullRequest, version: String) -> String? {
        ContainersConfiguration.objection(to: pull)
    }

    package func objection(to mistake: PullerSettings.Mistake, version: String) -> String? {
        ContainersConfiguration.objection(to: mistake)
    }

    package func command(for pull: PullRequest) -> Program {
        buildah("buildah pull", ContainersStorage.pullArguments(for: pull), pull)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        try await ContainersStorage.report(
            in: sandbox, inspect: buildah("buildah inspect", ["inspect", "--type", "image", pull.reference], pull),
            export: { form, archive in
                buildah(
                    "buildah push", ["push", pull.reference, "\(form.rawValue):\(archive):\(pull.reference)"], pull)
            }, of: pull.reference, truth: truth
        )
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        try ContainersStorage.layers.unpacked(in: StoredFiles(of: sandbox), of: pull.reference, truth: truth)
    }

    private func buildah(_ name: String, _ arguments: [String], _ pull: PullRequest) -> Program {
        Program(name, "buildah", arguments, environment: pull.environment)
    }
}
