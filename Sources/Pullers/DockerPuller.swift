import ImageContent
import Sandboxing

/// Docker: a dockerd of our own in the node, and the docker command.
///
/// Its two image stores are two implementations of pulling, hence two pullers.
package struct DockerPuller: Puller {
    /// Where images go.
    package enum Store: Sendable {
        /// The classic one.
        case graphDriver
        /// containerd's, since 23 as an experiment and since 24 for use; what it does before 26 is nobody's choice.
        case containerd
    }

    package let name: String
    package let summary: String
    package let packages = ["docker.io"]
    package let versionProgram = Program("dockerd", "dockerd", ["--version"])
    private let store: Store

    package init(store: Store = .graphDriver) {
        self.store = store
        switch store {
        case .graphDriver:
            name = "docker"
            summary = "docker pull through dockerd with a graph driver"
        case .containerd:
            name = "docker-containerd"
            summary = "docker pull through dockerd with the containerd image store"
        }
    }

    package func supports(version: String) -> Bool {
        switch store {
        case .graphDriver: true
        case .containerd: PullerVersion.generation(of: version).major >= 26
        }
    }

    package func objection(to pull: PullRequest, version: String) -> String? {
        switch store {
        case .graphDriver:
            return pull.mirror == nil ? nil : "registry-mirrors of daemon.json are asked for images of Docker Hub alone"
        case .containerd:
            let isOld = PullerVersion.generation(of: version).major < 28
            if isOld, pull.mirror != nil { return "before 28 it does not read hosts.toml, the file that names mirrors" }
            guard pull.isInsecure else { return nil }
            if pull.proxy != nil {
                return "it tries plain HTTP only where HTTPS is refused, which a proxy answers with 502"
            }
            return isOld ? "before 28 it tries plain HTTP only where something answers at the port of HTTPS" : nil
        }
    }

    package var hint: String {
        switch store {
        case .graphDriver: Self.hint(packages)
        case .containerd: "chaospull roots create trixie: it needs docker.io 26 or newer, which Debian 13 has"
        }
    }

    package var readsCredentialHelpers: Bool { true }
    package var readsHosts: Bool { store == .containerd }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        // Said in either case: from 29 on the containerd store is what a new installation has.
        let features = #""features": {"containerd-snapshotter": \#(store == .containerd)}"#
        let insecure = pull.isInsecure ? #", "insecure-registries": ["\#(pull.registry)"]"# : ""
        // docker, "Configure registry mirrors": beside the certificates of the registry.
        let hasHosts = pull.mirror != nil || RegistryHosts.isWrong(for: pull)
        let hosts = hasHosts ? RegistryHosts.file(for: pull, in: Self.hostsFolder) : nil
        let mistake = Self.option(for: pull.settings.mistake).map { ", " + $0 } ?? ""
        return [
            SandboxPlan.File("/etc/docker/daemon.json", "{\(features)\(insecure)\(mistake)}\n")
        ] + DockerCredentials.files(for: pull) + [hosts].compactMap(\.self)
            + RegistryHosts.certificates(for: pull, in: Self.hostsFolder)
    }

    /// What stands in daemon.json (docker, "dockerd", "Daemon configuration file").
    private static func option(for mistake: PullerSettings.Mistake?) -> String? {
        switch mistake {
        case .proxy(let address):
            #""proxies": {"http-proxy": "http://\#(address)", "https-proxy": "http://\#(address)"}"#
        case .storageDriver: #""storage-driver": "zfs""#
        case .dns(let server): #""dns": ["\#(server)"]"#
        case .mtu: #""mtu": 68"#
        case .mirror, .certificate, nil: nil
        }
    }

    package func objection(to mistake: PullerSettings.Mistake, version: String) -> String? {
        let major = PullerVersion.generation(of: version).major
        switch mistake {
        case .proxy: return major < 23 ? "before 23 daemon.json has no proxy" : nil
        case .mirror:
            if store == .graphDriver {
                return "registry-mirrors of daemon.json are asked for images of Docker Hub alone"
            }
            return major < 28 ? "before 28 it does not read hosts.toml, the file that names mirrors" : nil
        case .certificate, .storageDriver, .dns, .mtu: return nil
        }
    }

    /// Of certificates and mirrors (docker, "Verify repository client with certificates").
    private static let hostsFolder = "/etc/docker/certs.d"

    package func daemon(for pull: PullRequest) -> DaemonProgram? {
        // No bridge and no firewall: nothing runs here but pulls, and the rules of the node stay ours.
        let program = Program(
            "dockerd", "dockerd",
            [
                "--data-root", Self.folder, "--exec-root", "/run/docker",
                "--pidfile", "/run/docker.pid", "--host", Self.socket,
                "--iptables=false", "--ip6tables=false", "--bridge=none",
            ],
            environment: pull.environment
        )
        return DaemonProgram(program)
    }

    package func isReady(in sandbox: Sandbox) async -> Bool {
        DockerPing.isAnswered(at: sandbox.root + Self.socketPath)
    }

    package func command(for pull: PullRequest) -> Program {
        client("docker pull", ["pull", pull.reference], pull)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let inspection = client("docker image", ["image", "inspect", pull.reference], pull)
        let (inspected, said) = try await sandbox.output(inspection)
        guard inspected.isSuccess else { return .ofFailure(inspection, inspected, said, isPresent: false) }
        switch store {
        case .graphDriver: return try await saved(in: sandbox, pull, truth: truth)
        case .containerd:
            return try BlobFolder.contentStore(
                ofRoot: Self.folder + "/containerd/daemon", in: StoredFiles(of: sandbox)
            ).report(against: truth)
        }
    }

    /// A graph driver keeps layers unpacked; saved, they are the archives again that the configuration names.
    private func saved(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let archive = "/run/chaospull/saved.tar"
        let export = client("docker save", ["save", "--output", archive, pull.reference], pull)
        let (end, text) = try await sandbox.output(export, deadline: .seconds(600))
        guard end.isSuccess else { return .ofFailure(export, end, text, isPresent: true) }
        return try StoredFiles(of: sandbox).withReader(archive) { read in
            try StoreVerification.verify(dockerArchive: read, against: truth)
        }
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        switch store {
        case .graphDriver: try DockerLayers(root: Self.folder).unpacked(in: StoredFiles(of: sandbox), truth: truth)
        case .containerd:
            try await Snapshots { name, arguments in
                Program(
                    name, "ctr", ["--address", Self.containerdSocket, "--namespace", "moby"] + arguments,
                    environment: pull.environment)
            }.unpacked(in: sandbox, truth: truth, rules: Snapshots.rules)
        }
    }

    /// Where the containerd that dockerd starts takes calls.
    private static let containerdSocket = "/run/docker/containerd/containerd.sock"
    private static let folder = Sandbox.storagePath + "/docker"
    private static let socketPath = "/run/docker.sock"
    private static let socket = "unix://" + socketPath

    private func client(_ name: String, _ arguments: [String], _ pull: PullRequest) -> Program {
        Program(name, "docker", ["--host", Self.socket] + arguments, environment: pull.environment)
    }
}
