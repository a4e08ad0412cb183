import ImageContent
import Sandboxing
import Testing

@testable import Pullers

@Suite struct ContainerdPullerTests {
    private let containerd = ContainerdPuller()

    @Test(
        arguments: [
            (false, false, []), (true, false, ["--plain-http"]), (false, true, ["--user", "puller:pass:word"]),
        ] as [(Bool, Bool, [String])])
    func theCommandPullsOnePlatformThroughOurOwnDaemon(http: Bool, credentials: Bool, options: [String]) {
        let command = containerd.command(for: request(http: http, credentials: credentials))
        #expect(command.name == "ctr pull")
        #expect(command.executable == "ctr")
        let platform = Platform.host
        #expect(
            command.arguments == [
                "--address", "/run/containerd/containerd.sock", "--namespace", "chaospull", "images", "pull",
                "--platform", "\(platform.os)/\(platform.architecture)",
            ] + options + ["registry.test/library/demo:1"]
        )
    }

    @Test func theDaemonKeepsItsDataOnTheStorage() throws {
        let daemon = try #require(containerd.daemon(for: request()))
        #expect(daemon.program.arguments == ["--config", "/run/home/containerd.toml"])
        #expect(daemon.readyTexts.isEmpty)
        let text = try #require(containerd.file("/run/home/containerd.toml", for: request()))
        #expect(text.contains("root = \"/storage/containerd\"\n"))
        #expect(text.contains("address = \"/run/containerd/containerd.sock\"\n"))
    }

    /// As `ctr images check` of 1.6 prints it.
    private func table(_ digest: Digest, _ state: String) -> String {
        """
        REF                          TYPE                                                 DIGEST    STATUS  SIZE UNPACKED
        registry.test/library/demo:1 application/vnd.docker.distribution.manifest.v2+json \(digest) \(state) (4/4) 3.0 MiB/3.0 MiB true

        """
    }

    @Test func theRecordMustNameTheManifestAndBeComplete() throws {
        let truth = SampleImage().truth
        func problems(_ digest: Digest, _ state: String) throws -> [String] {
            let row = ContainerdPuller.row(of: "registry.test/library/demo:1", in: table(digest, state))
            return ContainerdPuller.problems(ofRow: try #require(row), truth: truth)
        }
        #expect(try problems(truth.manifestDigest, "complete").isEmpty)
        #expect(try problems(SampleImage().config, "complete").map { $0.hasPrefix("image record: names") } == [true])
        #expect(try problems(truth.manifestDigest, "incomplete").map { $0.contains("incomplete") } == [true])
        #expect(
            ContainerdPuller.row(of: "registry.test/library/demo:2", in: table(truth.manifestDigest, "complete")) == nil
        )
        #expect(ContainerdPuller.problems(ofRow: ["name"], truth: truth).count == 2)
    }

    @Test func theContentStoreIsHashed() throws {
        let image = SampleImage()
        let truth = image.truth
        func blob(_ digest: Digest) -> String { "store/io.containerd.content.v1.content/blobs/sha256/" + digest.hex }
        var files = [
            blob(truth.manifestDigest): image.manifest, blob(image.config): image.configuration,
            blob(truth.layerDigests[0]): image.layer(0), blob(truth.layerDigests[1]): image.layer(1),
        ]
        try withFolder(files) { folder in
            let report = try BlobFolder.contentStore(ofRoot: "/store", in: StoredFiles(below: folder)).report(
                against: truth)
            #expect(report.present && report.problems.isEmpty && report.verifiedBytes > 6000)
        }
        files[blob(truth.layerDigests[1])]?[1000] ^= 1
        files[blob(image.config)] = nil
        try withFolder(files) { folder in
            let problems = try BlobFolder.contentStore(ofRoot: "/store", in: StoredFiles(below: folder)).report(
                against: truth
            ).problems
            #expect(problems.count == 2 && problems[0].hasPrefix("config: not stored"))
            #expect(problems[1].hasPrefix("layer 2: stored bytes hash to"))
        }
        try withFolder([:]) { folder in
            let report = try BlobFolder.contentStore(ofRoot: "/store", in: StoredFiles(below: folder)).report(
                against: truth)
            #expect(!report.present)
        }
    }
}
