import Diagnosis
import Foundation
import Scenarios
import Testing

/// The atlas of this project is in step with its scenarios.
@Suite struct AtlasTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func path(_ name: String) -> String { repository.appending(path: name).path() }

    @Test func `each scenario stands in the atlas with its causes and its title, and no other`() throws {
        let atlas = try Atlas(contentsOf: Self.path("docs/atlas.json"))
        let files = try ScenarioFiles.find(paths: [Self.path("scenarios")])
        let scenarios = try files.map { try Scenario(contentsOf: $0) }
        #expect(Set(atlas.scenarios.map(\.name)).subtracting(scenarios.map(\.name)).sorted() == [])
        for scenario in scenarios {
            guard let observed = atlas.scenarios.first(where: { $0.name == scenario.name }) else {
                Issue.record("\(scenario.name) is not in docs/atlas.json; run it and 'chaospull atlas'")
                continue
            }
            #expect(observed.causes == scenario.causes, "\(scenario.name)")
            #expect(observed.title == scenario.title, "\(scenario.name)")
        }
    }

    @Test func `the pages are those of the atlas`() throws {
        let atlas = try Atlas(contentsOf: Self.path("docs/atlas.json"))
        let catalog = try CauseCatalog(folder: Self.path("causes"))
        let pages = AtlasPages.all(atlas, catalog)
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.path("docs/atlas"))
        #expect(Set(pages.map(\.name) + [AtlasStyle.name]) == Set(names))
        for page in pages {
            let text = try String(contentsOfFile: Self.path("docs/atlas/\(page.name)"), encoding: .utf8)
            #expect(text == page.html, "\(page.name): 'chaospull atlas' makes it again")
        }
    }

    @Test func `a page has no empty part, and its links lead somewhere`() throws {
        let pages = AtlasPages.all(
            try Atlas(contentsOf: Self.path("docs/atlas.json")), try CauseCatalog(folder: Self.path("causes")))
        let names = Set(pages.map(\.name))
        for page in pages {
            for nothing in ["<pre></pre>", "<p></p>", "<th></th>", "<li></li>"] {
                #expect(!page.html.contains(nothing), "\(page.name): \(nothing)")
            }
            for link in page.html.matches(of: /<a href="([^"]*)">/) {
                #expect(names.contains(String(link.1)), "\(page.name): \(link.1)")
            }
            let texts = page.html.matches(of: /<p>(.*?)<\/p>/).map(\.1)
            #expect(!texts.contains { $0.contains("`") }, "\(page.name)")
            let leadsBack = page.html.contains(#"<p class="soft"><a href="index.html">"#)
            #expect(leadsBack == (page.name != "index.html"))
        }
    }

    @Test func `the file is the same when it is made again`() throws {
        let path = Self.path("docs/atlas.json")
        #expect(try Atlas(contentsOf: path).json == String(contentsOfFile: path, encoding: .utf8))
    }
}
