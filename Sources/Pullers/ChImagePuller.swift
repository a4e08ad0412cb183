import ImageContent
import Sandboxing

/// ch-image of Charliecloud: Python, a download cache of complete files, and an image that is one flat tree.
package struct ChImagePuller: Puller {
    package let name = "ch-image"
    package let summary = "ch-image pull of Charliecloud into its storage folder"
    package let packages = ["charliecloud-builders", "charliecloud-runtime"]
    package let versionProgram = Program("ch-image", "ch-image", ["--version"], environment: Self.user)

    package init() {}

    package func files(for pull: PullRequest) -> [SandboxPlan.File] { [] }

    package func objection(to pull: PullRequest, version: String) -> String? {
        if pull.isInsecure { return "ch-image speaks HTTPS only" }
        return pull.mirror == nil ? nil : "ch-image knows no mirrors"
    }

    package func command(for pull: PullRequest) -> Program {
        var environment = pull.environment.merging(Self.user) { $1 }
        // The build cache needs git, which not all machines have; pulls are the same without it.
        var options = ["--storage", Self.folder, "--no-cache"]
        if let credentials = pull.credentials {
            options.append("--auth")
            environment["CH_IMAGE_USERNAME"] = credentials.user
            environment["CH_IMAGE_PASSWORD"] = credentials.password
        }
        return Program(
            "ch-image pull", "ch-image", options + ["pull", pull.reference], environment: environment
        )
    }

    /// The tree was unpacked from the files of the download cache, so those are hashed.
    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        let stored = StoredFiles(of: sandbox)
        let image = Self.pathWord(of: pull.reference)
        guard try stored.isFolder("\(Self.folder)/img/\(image)") else { return StoreReport(present: false) }
        let cache = Self.folder + "/dlcache"
        let files = Self.files(of: image, among: try stored.names(in: cache), truth: truth)
        return try StoreVerification.verify(
            directoryNames: { Array(files.keys) },
            open: { name in try stored.reader("\(cache)/\(files[name] ?? name)") },
            against: truth
        )
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        let folder = "\(Self.folder)/img/\(Self.pathWord(of: pull.reference))"
        return UnpackedImage(.flat(folder: folder, expected: ChImageTree.expected), rules: ChImageTree.rules)
    }

    /// The files of the cache by the names that a `dir:` gives them.
    ///
    /// What the tag named is in the `fat` file, index or not. Without an index `skinny` is a copy of it or, in later
    /// versions, a link to it. Manifests of pulls before this one stay in the cache.
    static func files(of image: String, among names: [String], truth: ImageTruth) -> [String: String] {
        let manifest = truth.manifestDigest.hex + ".manifest.json"
        var files: [String: String] = [:]
        for name in names {
            if name == image + ".fat.json" {
                files["manifest.json"] = name
            } else if name == "\(image)%\(manifest)" {
                files[manifest] = name
            } else if let end = [".tar.gz", ".json"].first(where: name.hasSuffix) {
                files[String(name.dropLast(end.count))] = name
            }
        }
        return files
    }

    /// A reference as written in the storage's file names.
    static func pathWord(of reference: String) -> String {
        String(reference.map { $0 == "/" ? "%" : $0 == ":" ? "+" : $0 })
    }

    private static let folder = Sandbox.storagePath + "/ch-image"

    /// It does not start without a user name.
    private static let user = ["USER": "root"]
}
