import ImageContent
import Sandboxing

/// The Python library oras, called by a short script because it has no command.
package struct OrasPythonPuller: Puller {
    package let name = "oras-python"
    package let summary = "download_blob() of the Python library oras: blobs as files"
    package let packages = ["python3-venv"]
    package let hint = PythonEnvironment.hint
    package var versionProgram: Program { Self.environment.versionProgram }

    package init() {}

    package func objection(to pull: PullRequest, version: String) -> String? {
        pull.mirror == nil ? nil : "the Python library oras knows no mirrors"
    }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] {
        [SandboxPlan.File(Self.scriptFile, Self.script)] + DockerCredentials.files(for: pull)
    }

    package func command(for pull: PullRequest) -> Program {
        let platform = Platform.host
        return Program(
            "oras-python pull", Self.environment.path("python"),
            [
                Self.scriptFile, pull.isInsecure ? "http" : "https", platform.os, platform.architecture,
                "\(pull.registry)/\(pull.repository)", pull.tag, Self.folder,
            ],
            environment: pull.environment
        )
    }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let files = StoredFiles(of: sandbox)
        guard try files.isFolder(Self.folder) else { return StoreReport(present: false) }
        return try StoreVerification.verify(
            blobs: { digest in try files.readerIfThere("\(Self.folder)/\(digest)") }, against: truth)
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        UnpackedImage(truth.layerDigests.map { .archive("\(Self.folder)/\($0)") })
    }

    /// `pull` would ignore an index, leave out the configuration, and unpack layers of the OCI format.
    private static let script = """
        import sys
        import oras.client

        scheme, system, architecture, repository, tag, folder = sys.argv[1:]
        kinds = ["\(MediaType.ociIndex)", "\(MediaType.dockerManifestList)",
                 "\(MediaType.ociManifest)", "\(MediaType.dockerManifest)"]
        client = oras.client.OrasClient(insecure=scheme == "http")
        reference = f"{repository}:{tag}"
        manifest = client.get_manifest(reference, kinds)
        for entry in manifest.get("manifests", []):
            platform = entry.get("platform", {})
            if (platform.get("os"), platform.get("architecture")) == (system, architecture):
                manifest = client.get_manifest(f"{repository}@{entry['digest']}", kinds)
        for blob in [manifest["config"]] + manifest["layers"]:
            print(client.download_blob(reference, blob["digest"], f"{folder}/{blob['digest']}"))

        """
    private static let environment = PythonEnvironment(package: "oras")
    private static let folder = Sandbox.storagePath + "/image"
    private static let scriptFile = Sandbox.homePath + "/pull.py"
}
