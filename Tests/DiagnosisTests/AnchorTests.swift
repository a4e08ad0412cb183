import Diagnosis
import Foundation
import Scenarios
import Testing

/// Error texts of real reports, against the atlas of this project.
@Suite struct AnchorTests {
    private struct Anchors: Decodable {
        struct Text: Decodable {
            let id: String
            let causes: [String]
            let text: String
        }
        let texts: [Text]
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    private static let repository = root.deletingLastPathComponent().deletingLastPathComponent()

    private static func diagnostician() throws -> Diagnostician {
        Diagnostician(try Atlas(contentsOf: repository.appending(path: "docs/atlas.json").path()))
    }

    @Test func `the right cause of reported texts is first for 80 %, and among three for 95 %`() throws {
        let anchors = try JSONDecoder().decode(
            Anchors.self, from: Data(contentsOf: Self.root.appending(path: "anchors.json")))
        let diagnostician = try Self.diagnostician()
        let found = anchors.texts.map { anchor in
            let causes = diagnostician.diagnosis(of: anchor.text)?.candidates.map(\.cause) ?? []
            return (anchor, place: causes.firstIndex { anchor.causes.contains($0) }, causes)
        }
        let first = found.count { $0.place == 0 }
        let amongThree = found.count { $0.place != nil }
        let missed = found.filter { $0.place != 0 }.map { "\($0.0.id): \($0.2)" }
        print("diagnose: of \(found.count) reported texts \(first) first, \(amongThree) among three; \(missed)")
        #expect(found.count >= 40)
        #expect(first * 100 >= found.count * 80, "\(missed)")
        #expect(amongThree * 100 >= found.count * 95, "\(missed)")
    }

    @Test func `the causes that a text may have are causes`() throws {
        let anchors = try JSONDecoder().decode(
            Anchors.self, from: Data(contentsOf: Self.root.appending(path: "anchors.json")))
        let catalog = try CauseCatalog(folder: Self.repository.appending(path: "causes").path())
        for anchor in anchors.texts {
            for cause in anchor.causes { #expect(catalog[cause] != nil, "\(anchor.id): \(cause)") }
        }
    }

    @Test func `healthy and unrelated lines were not seen`() throws {
        let diagnostician = try Self.diagnostician()
        let text = try String(contentsOf: Self.root.appending(path: "unrelated.txt"), encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count >= 50)
        for line in lines {
            let diagnosis = diagnostician.diagnosis(of: line)
            #expect(diagnosis == nil, "\(line): \(String(describing: diagnosis?.candidates.first))")
        }
        #expect(diagnostician.diagnosis(of: text) == nil)
    }
}
