import ContainerRuntimeInterface
import ImageContent
import Sandboxing

/// containerd by its own command: a containerd of our own in the node, and ctr, which fetches and lets containerd store.
package struct ContainerdPuller: Puller {
    package let name = "containerd"
    package let summary = "ctr images pull into containerd's content store"
    package let packages = ["containerd"]
    package let versionProgram = Program("containerd", "containerd", ["--version"])

    package init() {}

    package var readsHosts: Bool { true }
    /// From 2.1 on (containerd, releases, "2.1.0").
    package func fetchesParts(version: String) -> Bool { PullerVersion.generation(of: version) >= (2, 1) }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        // containerd-config.toml(5). The CRI plugin would look for a network that is not there.
        let configuration = """
            version = 2
            root = "\(Self.store)"
            state = "/run/containerd"
            disabled_plugins = ["io.containerd.grpc.v1.cri"]
            [grpc]
              address = "\(Self.socket)"
            [ttrpc]
              address = "\(Self.socket).ttrpc"
            \(pull.settings.partSize.map { Self.parts(of: $0) } ?? "")
            \(pull.settings.syncsFileSystem ? Self.flushing : "")
            """
        let hasHosts = pull.mirror != nil || RegistryHosts.isWrong(for: pull)
        let hosts = hasHosts ? RegistryHosts.file(for: pull, in: Self.hostsFolder) : nil
        return [SandboxPlan.File(Self.configurationFile, configuration)] + [hosts].compactMap(\.self)
            + RegistryHosts.authority(for: pull, in: Self.hostsFolder)
    }

    package func objection(to mistake: PullerSettings.Mistake, version: String) -> String? {
        switch mistake {
        case .mirror, .certificate: nil
        case .proxy: "its configuration has no proxy, only its environment has"
        case .storageDriver: "ctr names the snapshotter itself"
        case .dns, .mtu: "its configuration has nothing about the network of containers"
        }
    }

    /// containerd, plugins/services/diff/local.go, in releases since 2.0.
    package func canSyncFileSystem(version: String) -> Bool { PullerVersion.generation(of: version) >= (2, 0) }

    private static let flushing = """
        [plugins."io.containerd.service.v1.diff-service"]
          sync_fs = true

        """

    /// Several requests for one layer, by the transfer service (containerd 2.1, docs/transfer.md).
    private static func parts(of size: Int) -> String {
        """
        [plugins."io.containerd.transfer.v1.local"]
          concurrent_layer_fetch_buffer = \(size)

        """
    }

    package func daemon(for pull: PullRequest) -> DaemonProgram? {
        DaemonProgram(
            Program("containerd", "containerd", ["--config", Self.configurationFile], environment: pull.environment))
    }

    /// Not by `ctr version`, which fails for ever where a crash has left containerd's number of itself empty.
    package func isReady(in sandbox: Sandbox) async -> Bool {
        await RuntimeReadiness(socket: sandbox.root + Self.socket).isServing()
    }

    package func command(for pull: PullRequest) -> Program {
        let platform = Platform.host
        var arguments = ["images", "pull", "--platform", "\(platform.os)/\(platform.architecture)"]
        if pull.isInsecure { arguments.append("--plain-http") }
        if pull.mirror != nil || RegistryHosts.isWrong(for: pull) || pull.settings.mistake == .certificate {
            arguments += ["--hosts-dir", Self.hostsFolder]
        }
        // The transfer service unpacks by itself, and does not know the setting.
        if pull.settings.syncsFileSystem { arguments.append("--local") }
        // ctr has no other way: it reads no file with credentials, and asks for them only at a terminal.
        if let credentials = pull.credentials {
            arguments += ["--user", "\(credentials.user):\(credentials.password)"]
        }
        return client("ctr pull", arguments + [pull.reference], pull)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let listing = client("ctr check", ["images", "check", "name==\(pull.reference)"], pull)
        let (listed, text) = try await sandbox.output(listing)
        guard listed.isSuccess else { return .ofFailure(listing, listed, text, isPresent: false) }
        guard let row = Self.row(of: pull.reference, in: text) else { return StoreReport(present: false) }
        var report = try BlobFolder.contentStore(ofRoot: Self.store, in: StoredFiles(of: sandbox)).report(
            against: truth, converted: Self.digest(inRow: row))
        report.problems += Self.problems(ofRow: row, truth: truth)
        return report
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        try await Snapshots { client($0, $1, pull) }.unpacked(in: sandbox, truth: truth, rules: Snapshots.rules)
    }

    /// The words of the image's line in the table of `ctr images check`: name, type, digest, state.
    static func row(of reference: String, in table: String) -> [Substring]? {
        table.split(separator: "\n").map { $0.split { $0.isWhitespace } }.first { $0.first == reference[...] }
    }

    /// The manifest or index that the image's line names.
    static func digest(inRow row: [Substring]) -> Digest? { row.count > 2 ? Digest(String(row[2])) : nil }

    /// What the image's record says that is not true; of an image of schema 1 it names what containerd made of it.
    static func problems(ofRow row: [Substring], truth: ImageTruth) -> [String] {
        let (digest, state) = (row.count > 2 ? row[2] : "none", row.count > 3 ? row[3] : "none")
        let expected = (truth.indexDigest ?? truth.manifestDigest).description
        var problems: [String] = []
        if digest != expected, truth.configDigest != nil {
            problems.append("image record: names \(digest), expected \(expected)")
        }
        if state != "complete" { problems.append("image record: containerd calls it \(state), expected complete") }
        return problems
    }

    private static let store = Sandbox.storagePath + "/containerd"
    private static let socket = "/run/containerd/containerd.sock"
    private static let configurationFile = Sandbox.homePath + "/containerd.toml"
    private static let hostsFolder = "/etc/containerd/certs.d"

    private func client(_ name: String, _ arguments: [String], _ pull: PullRequest) -> Program {
        Program(
            name, "ctr", ["--address", Self.socket, "--namespace", "chaospull"] + arguments,
            environment: pull.environment
        )
    }
}
