import Faults
import FoundationEssentials
import Glibc
import Judging
import Testing

/// Timelines read from folders for the judge and for the pictures.
@Suite struct SavedTimelineTests {
    private static let line = #"{"event":"phase","phase":"pull-started","pull":0,"time":1}"#

    private func withFolders(_ texts: [String?], _ body: ([String]) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.path + "/timelines-\(UInt64.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folders = try texts.enumerated().map { index, text in
            let folder = "\(root)/\(index)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            if let text { try Data(text.utf8).write(to: URL(filePath: folder + "/timeline.jsonl")) }
            return folder
        }
        try body(folders)
    }

    @Test func theFirstFolderThatHasOneIsRead() throws {
        try withFolders([nil, Self.line + "\n", "wrong"]) { folders in
            let events = try SavedTimeline.events(inFirstOf: folders)
            #expect(events?.map(\.time) == [1])
            let none = try SavedTimeline.events(inFirstOf: [])
            #expect(none == nil)
        }
    }

    @Test(
        arguments: [
            (nil, "0/timeline.jsonl is not there"), ("\(line)\n\n{", "0/timeline.jsonl:3: this is no JSON"),
            ("\(line)\n{\"time\":2}", "0/timeline.jsonl:2: key"),
        ] as [(String?, String)])
    func whatIsWrongIsNamedAndNotLeftOut(text: String?, message: String) throws {
        try withFolders([text]) { folders in
            let error = try #require(throws: ChaosPullError.self) { try SavedTimeline.events(inFirstOf: folders) }
            #expect(error.message.contains(message) && !error.message.contains("\n"), "\(error.message)")
        }
    }

    @Test func aFileOfAnySizeIsNotRead() throws {
        try withFolders([""]) { folders in
            let file = folders[0] + "/timeline.jsonl"
            // It takes no room on the disk.
            try #require(truncate(file, SavedFile.largestSize + 1) == 0)
            let error = try #require(throws: ChaosPullError.self) { try SavedTimeline.events(in: folders[0]) }
            #expect(error.message.hasPrefix("file \(file) has 268435457 bytes; expected at most 268435456"))
        }
    }
}
