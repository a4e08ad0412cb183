import ImageContent
import Sandboxing

/// podman, which pulls without a daemon and retries by itself.
package struct PodmanPuller: Puller {
    package let name = "podman"
    package let summary = "podman pull into a store of its own (overlay)"
    package let packages = ["podman"]
    package let versionProgram = Program("podman", "podman", ["--version"])

    package init() {}

    package var readsCredentialHelpers: Bool { true }

    /// The second is the memory for its locks (libpod, pkg/define: `DefaultSHMLockPath`).
    package func ownPlaces(for pull: PullRequest) -> [String]? {
        [ContainersConfiguration.cache, "/dev/shm/libpod_lock", ContainersConfiguration.networkLock]
    }

    /// From containers/storage 1.57 on; 4.3 knows other annotations of zstd:chunked than images have today
    /// (containers/storage 1.43, pkg/chunked/internal/compression.go).
    package func pullsPartialImages(version: String) -> Bool { PullerVersion.generation(of: version) >= (5, 4) }

    /// From container-libs, storage 1.62 on.
    package func canSyncFileSystem(version: String) -> Bool { PullerVersion.generation(of: version) >= (5, 8) }

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
        podman("podman pull", ContainersStorage.pullArguments(for: pull), pull)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        try await ContainersStorage.report(
            in: sandbox, inspect: podman("podman image", ["image", "exists", pull.reference], pull),
            export: { form, archive in
                podman("podman save", ["save", "--format", form.rawValue, "--output", archive, pull.reference], pull)
            }, of: pull.reference, truth: truth
        )
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        try ContainersStorage.layers.unpacked(in: StoredFiles(of: sandbox), of: pull.reference, truth: truth)
    }

    private func podman(_ name: String, _ arguments: [String], _ pull: PullRequest) -> Program {
        // The node has no journal and no systemd.
        let options = [
            "--cgroup-manager", "cgroupfs", "--events-backend", "none", "--tmpdir", "/run/containers/libpod",
        ]
        return Program(name, "podman", options + arguments, environment: pull.environment)
    }
}
