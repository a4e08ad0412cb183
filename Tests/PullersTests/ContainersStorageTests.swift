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
        let truth = SampleImage().truth
        #expect(
            ContainersStorage.manifestFile(of: truth)
                == "/storage/containers/overlay-images/\(truth.configDigest.hex)/manifest"
        )
    }
}
