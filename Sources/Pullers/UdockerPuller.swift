import ImageContent
import Sandboxing

/// udocker: Python around curl, for unprivileged users.
package struct UdockerPuller: Puller {
    package let name = "udocker"
    package let summary = "udocker pull into a repository folder (Python, curl)"
    package let packages = ["curl", "python3-venv"]
    package let hint = PythonEnvironment.hint
    package var versionProgram: Program { Self.environment.versionProgram }

    package init() {}

    package func objection(to pull: PullRequest, version: String) -> String? {
        pull.mirror == nil ? nil : "udocker knows no mirrors"
    }

    package var offersHTTP2: Bool { true }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        // Otherwise it would first fetch tools for containers, which pulls do not need.
        var files = [SandboxPlan.File("/etc/udocker.conf", "[DEFAULT]\nautoinstall =\n")]
        if let credentials = pull.credentials {
            let entry = #""auth": "\#(credentials.basic)", "email": """#
            files.append(SandboxPlan.File(Self.keystore, #"{"\#(pull.registry)": {\#(entry)}}"# + "\n"))
        }
        return files
    }

    package func command(for pull: PullRequest) -> Program {
        Program(
            "udocker pull", Self.environment.path("udocker"),
            [
                "--allow-root", "pull", "--registry=\(pull.isInsecure ? "http" : "https")://\(pull.registry)",
                "\(pull.repository):\(pull.tag)",
            ],
            environment: pull.environment.merging(
                ["UDOCKER_DIR": Self.folder, "UDOCKER_KEYSTORE": Self.keystore], uniquingKeysWith: { $1 })
        )
    }

    /// It rewrites the manifest, so only the manifest is not hashed.
    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let files = StoredFiles(of: sandbox)
        guard try files.isFolder("\(Self.folder)/repos/\(pull.repository)/\(pull.tag)") else {
            return StoreReport(present: false)
        }
        return try StoreVerification.verify(
            blobs: { digest in try files.readerIfThere("\(Self.folder)/layers/\(digest)") }, against: truth)
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        UnpackedImage(truth.layerDigests.map { .archive("\(Self.folder)/layers/\($0)") })
    }

    private static let environment = PythonEnvironment(package: "udocker")
    private static let folder = Sandbox.storagePath + "/udocker"
    private static let keystore = Sandbox.homePath + "/udocker-keystore"
}
