import ImageContent
import Sandboxing
import Testing

@testable import Pullers

@Suite struct ChImagePullerTests {
    private let tool = ChImagePuller()

    @Test func theCommandPullsIntoAStorageOfTheRun() {
        let command = tool.command(for: request())
        #expect(
            command.arguments == [
                "--storage", "/storage/ch-image", "--no-cache", "pull", "registry.test/library/demo:1",
            ]
        )
        #expect(command.environment["USER"] == "root")
        #expect(command.environment["CH_IMAGE_PASSWORD"] == nil)
    }

    @Test func credentialsAreInTheEnvironmentOnly() {
        let command = tool.command(for: request(credentials: true))
        #expect(command.arguments.contains("--auth"))
        #expect(command.environment["CH_IMAGE_USERNAME"] == "puller")
        #expect(command.environment["CH_IMAGE_PASSWORD"] == "pass:word")
    }

    @Test func itObjectsToARegistryWithoutTLS() {
        #expect(tool.objection(to: request(), version: "0.31") == nil)
        #expect(tool.objection(to: request(http: true), version: "0.31") == "ch-image speaks HTTPS only")
    }

    @Test func theFilesOfItsCacheAreKnownByTheirDigests() {
        var truth = SampleImage().truth
        let config = SampleImage().config
        let image = ChImagePuller.pathWord(of: "registry.test/library/demo:1")
        #expect(image == "registry.test%library%demo+1")
        let names = [
            image + ".fat.json", image + "%skinny.manifest.json", "other+1%skinny.manifest.json", "part_x",
            config.hex + ".json", truth.layerDigests[0].hex + ".tar.gz",
        ]
        var files = ChImagePuller.files(of: image, among: names, truth: truth)
        #expect(files["manifest.json"] == image + ".fat.json")
        #expect(files[config.hex] == config.hex + ".json")
        #expect(files[truth.layerDigests[0].hex] == truth.layerDigests[0].hex + ".tar.gz")
        #expect(files["part_x"] == nil)
        truth.indexDigest = truth.manifestDigest
        files = ChImagePuller.files(of: image, among: names, truth: truth)
        #expect(files["manifest.json"] == image + ".fat.json")
        #expect(files[truth.manifestDigest.hex + ".manifest.json"] == nil)
        let named = "\(image)%\(truth.manifestDigest.hex).manifest.json"
        let stale = "\(image)%\(config.hex).manifest.json"
        files = ChImagePuller.files(of: image, among: names + [named, stale], truth: truth)
        #expect(files[truth.manifestDigest.hex + ".manifest.json"] == named)
    }
}
