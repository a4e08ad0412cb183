import ImageContent
import Sandboxing

/// Docker with its classic image store (graph driver): a dockerd of our own in the node, and the docker command.
package struct DockerPuller: Puller {
    package let name = "docker"
    package let summary = "docker pull through dockerd with a graph driver"
    package let packages = ["docker.io"]
    package let versionProgram = Program("dockerd", "dockerd", ["--version"])

    package init() {}

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        let insecure = pull.isInsecure ? #""insecure-registries": ["\#(pull.registry)"]"# : ""
        var auths = ""
        if let credentials = pull.credentials {
            let secret = Base64.encoded("\(credentials.user):\(credentials.password)")
            auths = #""auths": {"\#(pull.registry)": {"auth": "\#(secret)"}}"#
        }
        return [
            SandboxPlan.File("/etc/docker/daemon.json", "{\(insecure)}\n"),
            SandboxPlan.File(Sandbox.homePath + "/.docker/config.json", "{\(auths)}\n"),
        ]
    }

    package func daemon(for pull: PullRequest) -> DaemonProgram? {
        // No bridge and no firewall: nothing runs here but pulls, and the rules of the node stay ours.
        let program = Program(
            "dockerd", "dockerd",
            [
                "--data-root", Sandbox.storagePath + "/docker", "--exec-root", "/run/docker",
                "--pidfile", "/run/docker.pid", "--host", Self.socket,
                "--iptables=false", "--ip6tables=false", "--bridge=none",
            ],
            environment: pull.environment
        )
        return DaemonProgram(program, readyText: "API listen on")
    }

    package func command(for pull: PullRequest) -> Program {
        client("docker pull", ["pull", pull.reference], pull)
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let archive = "/run/chaospull/saved.tar"
        let (inspected, _) = try await sandbox.output(
            client("docker image", ["image", "inspect", pull.reference], pull))
        guard inspected.isSuccess else { return StoreReport(present: false) }
        let (end, text) = try await sandbox.output(
            client("docker save", ["save", "--output", archive, pull.reference], pull), deadline: .seconds(600)
        )
        guard end.isSuccess else {
            return StoreReport(present: true, problems: ["docker save cannot read the image: \(text.trimmed)"])
        }
        return try StoredFile.withReader(sandbox.root + archive) { read in
            try StoreVerification.verify(dockerArchive: read, against: truth)
        }
    }

    private static let socket = "unix:///run/docker.sock"

    private func client(_ name: String, _ arguments: [String], _ pull: PullRequest) -> Program {
        Program(name, "docker", ["--host", Self.socket] + arguments, environment: pull.environment)
    }
}
