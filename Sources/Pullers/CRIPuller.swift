import ContainerRuntimeInterface
import ImageContent
import Sandboxing

/// containerd's Container Runtime Interface (CRI), called as the kubelet calls it: a call over gRPC, and no program.
package struct CRIPuller: Puller {
    package let name = "cri"
    package let summary = "PullImage of containerd's CRI over gRPC, as the kubelet calls it"
    package let packages = ["containerd"]
    package let versionProgram = Program("containerd", "containerd", ["--version"])

    package init() {}

    package var readsHosts: Bool { true }
    package var isCall: Bool { true }
    /// From 2.1 on (containerd, releases, "2.1.0").
    package func fetchesParts(version: String) -> Bool { PullerVersion.generation(of: version) >= (2, 1) }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        [
            SandboxPlan.File(
                Self.configurationFile,
                """
                version = \(pull.settings.partSize == nil ? 2 : 3)
                root = "\(Self.store)"
                state = "/run/containerd"
                [grpc]
                  address = "\(Self.socket)"
                [ttrpc]
                  address = "\(Self.socket).ttrpc"
                \(pull.settings.syncsFileSystem ? Self.flushing : "")
                \(Self.images(pull.settings.partSize))
                \(pull.settings.mistake == .storageDriver ? Self.wrongSnapshotter : "")
                """
            )
        ] + RegistryHosts.authority(for: pull, in: Self.hostsFolder)
            + (pull.settings.mistake == .certificate
                ? [] : [RegistryHosts.file(for: pull, in: Self.hostsFolder)].compactMap(\.self))
    }

    package func objection(to mistake: PullerSettings.Mistake, version: String) -> String? {
        switch mistake {
        case .mirror, .certificate, .storageDriver: nil
        case .proxy: "its configuration has no proxy, only its environment has"
        case .dns, .mtu: "its configuration has nothing about the network of containers"
        }
    }

    /// From 1.7 on (containerd, releases, "1.7.14").
    package func canSyncFileSystem(version: String) -> Bool { PullerVersion.generation(of: version) >= (1, 7) }

    /// containerd, docs/cri/config.md, `image_pull_with_sync_fs`.
    private static let flushing = """
        [plugins."io.containerd.grpc.v1.cri"]
          image_pull_with_sync_fs = true

        """

    /// containerd, docs/cri/config.md, "Snapshotter".
    private static let wrongSnapshotter = """
        [plugins."io.containerd.grpc.v1.cri".containerd]
          snapshotter = "zfs"

        """

    /// How images are fetched (containerd, docs/cri/config.md).
    ///
    /// containerd 1.6 and 1.7 read version 2 of the file, later ones migrate it. Parts are known to version 3 alone,
    /// and only where CRI pulls by itself and not by the transfer service.
    private static func images(_ partSize: Int?) -> String {
        guard let partSize else {
            return """
                [plugins."io.containerd.grpc.v1.cri".registry]
                  config_path = "\(hostsFolder)"

                """
        }
        return """
            [plugins."io.containerd.cri.v1.images"]
              concurrent_layer_fetch_buffer = \(partSize)
              use_local_image_pull = true
              [plugins."io.containerd.cri.v1.images".registry]
                config_path = "\(hostsFolder)"

            """
    }

    package func daemon(for pull: PullRequest) -> DaemonProgram? {
        DaemonProgram(
            Program("containerd", "containerd", ["--config", Self.configurationFile], environment: pull.environment))
    }

    package func isReady(in sandbox: Sandbox) async -> Bool {
        await RuntimeReadiness(socket: sandbox.root + Self.socket).isCRIInitialized()
    }

    /// The method and the image; `pull` makes the call.
    package func command(for pull: PullRequest) -> Program {
        Program("PullImage", "/runtime.v1.ImageService/PullImage", [pull.reference], environment: pull.environment)
    }

    package func pull(
        _ request: PullRequest, in sandbox: Sandbox, deadline: Duration, watchedBy watch: FailedCallWatch?,
        onLine: @escaping @Sendable (String) -> Void
    ) async throws -> ProgramEnd {
        let client = Self.client(in: sandbox)
        let credentials = request.credentials.map {
            ImageServiceClient.Credentials(username: $0.user, password: $0.password)
        }
        return try await ProgramEnd.ofCall(deadline: deadline, onLine: onLine) {
            try await client.pullImage(request.reference, credentials: credentials)
        }
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let image: String?
        do {
            image = try await Self.client(in: sandbox).storedImage(pull.reference)
        } catch let error as ContainerRuntimeError {
            let isSilent = ["Unavailable", "DeadlineExceeded", "ResourceExhausted"].contains(error.code)
            return isSilent
                ? StoreReport(present: true, unreadable: "ImageStatus: \(error)")
                : StoreReport(present: false, problems: ["ImageStatus: \(error)"])
        }
        guard let image else { return StoreReport(present: false) }
        var converted: Digest?
        if truth.configDigest == nil {
            let listing = Self.client("ctr check", ["images", "check", "name==\(pull.reference)"], pull)
            let (listed, text) = try await sandbox.output(listing)
            guard listed.isSuccess else { return .ofFailure(listing, listed, text, isPresent: true) }
            converted = ContainerdPuller.row(of: pull.reference, in: text).flatMap(ContainerdPuller.digest)
        }
        var report = try BlobFolder.contentStore(ofRoot: Self.store, in: StoredFiles(of: sandbox)).report(
            against: truth, converted: converted)
        // Of schema 1 it is the configuration that containerd made, which is among the blobs.
        if let expected = truth.configDigest, image != expected.description {
            report.problems.append("ImageStatus: names \(image), expected \(expected)")
        }
        return report
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        try await Snapshots { Self.client($0, $1, pull) }.unpacked(in: sandbox, truth: truth, rules: Snapshots.rules)
    }

    /// containerd's own command, in the namespace of CRI.
    private static func client(_ name: String, _ arguments: [String], _ pull: PullRequest) -> Program {
        Program(
            name, "ctr", ["--address", socket, "--namespace", "k8s.io"] + arguments, environment: pull.environment)
    }

    private static let store = Sandbox.storagePath + "/containerd"
    private static let socket = "/run/containerd/containerd.sock"
    private static let configurationFile = "/etc/containerd/config.toml"
    private static let hostsFolder = "/etc/containerd/certs.d"

    /// The node's socket by its path on the host: connect(2) looks for a file, whatever the network namespace.
    private static func client(in sandbox: Sandbox) -> ImageServiceClient {
        ImageServiceClient(socket: sandbox.root + socket)
    }
}
