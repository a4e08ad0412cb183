import ImageContent
import Sandboxing
import Testing

@testable import Pullers

/// What podman and buildah share.
@Suite struct ContainersStorageTests {
    private let pullers: [(any Puller, String)] = [(PodmanPuller(), "podman"), (BuildahPuller(), "buildah")]

    @Test(
        arguments: [
            (false, false, []), (true, false, ["--tls-verify=false"]),
            (false, true, ["--authfile", "/run/home/auth.json"]),
        ] as [(Bool, Bool, [String])])
    func theCommandPulls(http: Bool, credentials: Bool, options: [String]) {
        for (puller, word) in pullers {
            let command = puller.command(for: request(http: http, credentials: credentials))
            #expect(command.name == "\(word) pull")
            #expect(command.executable == word)
            #expect(
                Array(command.arguments.drop { $0 != "pull" }) == ["pull"] + options + ["registry.test/library/demo:1"])
            #expect(puller.daemon(for: request())?.program == nil)
        }
    }

    @Test func imagesAndTemporaryFilesLieOnTheStorage() throws {
        for (puller, _) in pullers {
            let text = try #require(puller.file("/etc/containers/storage.conf", for: request()))
            #expect(text.contains("graphroot = \"/storage/containers\"\n"))
            #expect(puller.command(for: request()).environment["TMPDIR"] == Sandbox.temporaryPath)
            #expect(puller.file("/etc/containers/policy.json", for: request()) != nil)
            #expect(puller.file("/run/home/auth.json", for: request()) == nil)
            #expect(puller.file("/run/home/auth.json", for: request(credentials: true)) != nil)
        }
    }

    @Test func theManifestIsKeptUnderTheImagesNumber() {
        #expect(ContainersStorage.manifestFile(of: "abc") == "/storage/containers/overlay-images/abc/manifest")
    }

    @Test func partialImagesAreASetting() throws {
        for (puller, _) in pullers {
            let option = "[storage.options]\npull_options = {enable_partial_images = \"true\"}\n"
            let settings = PullerSettings(hasPartialImages: true)
            let text = try #require(puller.file("/etc/containers/storage.conf", for: request(settings: settings)))
            #expect(text.hasSuffix("runroot = \"/run/containers/storage\"\n" + option))
            #expect(puller.file("/etc/containers/storage.conf", for: request())?.contains("pull_options") == false)
        }
    }

    @Test(
        arguments: [("podman", "4.3.1", false), ("podman", "5.4.2", true), ("buildah", "1.28.2", false)]
            + [("buildah", "1.39.3", true), ("skopeo", "1.20.0", false), ("docker", "29.1.0", false)])
    func whoeverAsksForNoPartsIsLeftOut(name: String, version: String, isAsking: Bool) throws {
        let puller = try #require(PullerCatalog.puller(named: name))
        let objection = puller.objection(to: PullerSettings(hasPartialImages: true), version: version)
        #expect(objection == (isAsking ? nil : "it asks for no parts of a layer of zstd:chunked"))
    }

    @Test func flushingIsASetting() throws {
        let settings = PullerSettings(syncsFileSystem: true)
        for (puller, _) in pullers {
            let text = try #require(puller.file("/etc/containers/storage.conf", for: request(settings: settings)))
            #expect(text.contains("[storage.options.overlay]\nsync = \"filesystem\"\n"))
            #expect(puller.file("/etc/containers/storage.conf", for: request())?.contains("sync") == false)
        }
        let (containerd, cri) = (ContainerdPuller(), CRIPuller())
        #expect(
            containerd.file("/run/home/containerd.toml", for: request(settings: settings))?.contains(
                "[plugins.\"io.containerd.service.v1.diff-service\"]\n  sync_fs = true\n") == true)
        #expect(containerd.command(for: request(settings: settings)).arguments.contains("--local"))
        #expect(!containerd.command(for: request()).arguments.contains("--local"))
        #expect(
            cri.file("/etc/containerd/config.toml", for: request(settings: settings))?.contains(
                "[plugins.\"io.containerd.grpc.v1.cri\"]\n  image_pull_with_sync_fs = true\n") == true)
    }

    @Test(
        arguments: [("podman", "5.7.0", false), ("podman", "5.8.0", true), ("buildah", "1.42.0", false)]
            + [("buildah", "1.43.0", true), ("containerd", "1.7.24", false), ("containerd", "2.1.9", true)]
            + [("cri", "1.6.20", false), ("cri", "1.7.24", true), ("docker", "29.1.0", false)])
    func whoeverCannotFlushIsLeftOut(name: String, version: String, canFlush: Bool) throws {
        let puller = try #require(PullerCatalog.puller(named: name))
        let objection = puller.objection(to: PullerSettings(syncsFileSystem: true), version: version)
        #expect(objection == (canFlush ? nil : "it has no setting that flushes layers"))
    }
}
