import FoundationEssentials
import ImageContent
import Testing

@testable import Scenarios

/// Scenarios about an image on disk.
@Suite struct LayoutScenarioTests {
    /// A folder with a scenario and, in `images/demo`, an image of one layer as `docker save` wrote it.
    private func withImage<Result>(
        _ image: String, _ more: String = "", _ body: (_ folder: String, _ file: String) throws -> Result
    ) throws -> Result {
        let layer = "no archive, which nobody minds here"
        let config = #"{"rootfs":{"diff_ids":["\#(Digest.sha256(of: Array(layer.utf8)))"]}}"#
        let text = "title: A\nimage: {\(image)}\n\(more)\nexpect: {pull: succeeds}\n"
        return try withFolder(["scenario.yaml": text]) { folder in
            let demo = folder + "/images/demo"
            try FileManager.default.createDirectory(atPath: demo, withIntermediateDirectories: true)
            let files = [
                "c.json": config, "layer.tar": layer,
                "manifest.json": #"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["layer.tar"]}]"#,
            ]
            for (name, text) in files {
                _ = FileManager.default.createFile(atPath: "\(demo)/\(name)", contents: Data(text.utf8))
            }
            return try body(folder, folder + "/scenario.yaml")
        }
    }

    /// The errors, without the folder.
    private func objections(_ image: String, _ more: String = "") throws -> [String] {
        try withImage(image, more) { folder, file in
            Scenario.problems(inFile: file).map { $0.description.replacing(folder + "/", with: "") }
        }
    }

    @Test(arguments: [
        "layout: images/demo", "layout: 'images/demo', tag: a:1", "layout: \"images/\\x64emo\", as-is: true",
        "as-is: false, layout: ./images/demo",
    ])
    func `the path is relative to the scenario's file, and absolute in what a run keeps`(image: String) throws {
        try withImage(image) { folder, file in
            let scenario = try Scenario(contentsOf: file)
            #expect(scenario.image.layers == 1 && !scenario.image.isIndexed && scenario.image.format == .docker)
            #expect(scenario.layout != nil)
            let elsewhere = try Scenario(yaml: scenario.source, file: "/nowhere/else.yaml")
            #expect(elsewhere.image == scenario.image)
            #expect(elsewhere.source == scenario.source)
            #expect(scenario.source.contains("layout: \"\(folder)/"))
        }
    }

    @Test func `a finished run is read without its image`() throws {
        try withImage("layout: images/demo", "faults: [{fault: http.corrupt, match: {resource: layer-1}}]") {
            folder, file in
            try FileManager.default.removeItem(atPath: folder + "/images")
            #expect(throws: ScenarioError.self) { try Scenario(contentsOf: file) }
            #expect(try Scenario(ofRunIn: file).layout == nil)
        }
    }

    @Test func `a scenario in Swift has one too`() throws {
        try withImage("layout: images/demo") { folder, _ in
            let source = LayoutSource(path: folder + "/images/demo", tag: "1", isAsIs: true)
            let scenario = try Scenario(title: "An image on disk", image: ImageRecipe(layout: source))
            #expect(scenario.image.layout == source && scenario.layout != nil)
        }
    }

    @Test func `what is wrong with the image is told at its path`() throws {
        #expect(
            try objections("layout: images/none")
                == [
                    "scenario.yaml:2:17: image.layout: 'images/none' is not there or cannot be read; expected the "
                        + "folder of an OCI layout, or an archive of 'docker save' or of a layout"
                ])
        #expect(
            try objections("layout: images/demo, tag: b")
                == [
                    "scenario.yaml:2:17: image.layout: 'images/demo/manifest.json' names no image 'b'; "
                        + "expected one of a:1"
                ])
    }

    @Test func `keys of synthetic images are refused beside it`() throws {
        #expect(
            try objections("layout: images/demo, layers: 2")
                == [
                    "scenario.yaml:2:38: image.layers: the image of 'layout' is served as it is; expected no 'layers'"
                ])
        #expect(
            try objections("layers: 2, tag: a")
                == ["scenario.yaml:2:25: image.tag: only an image on disk has 'tag'; expected 'layout' beside it"])
    }

    @Test func `faults can meet what the image has`() throws {
        func fault(_ resource: String) -> String { "faults: [{fault: http.corrupt, match: {resource: \(resource)}}]" }
        #expect(try objections("layout: images/demo", fault("layer-1")) == [])
        #expect(
            try objections("layout: images/demo", fault("layer-2"))
                == [
                    "scenario.yaml:3:50: faults[0].match.resource: there is no layer-2, since the image has 1 layer; "
                        + "expected layer-1"
                ])
        #expect(
            try objections("layout: images/demo", fault("index")).first?
                .hasSuffix("the tag names no index; expected another resource") == true)
    }
}
