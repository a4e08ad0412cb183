import ChaosPull
import Foundation
import Testing

/// Changes of real files.
@Suite struct WatchedFilesTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "chaospull-watched-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/build/bin", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in ["a.yaml", "b.yaml", "build/bin/skopeo"] {
            try "one".write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
        }
        try body(folder)
    }

    private func look(_ folder: String) -> WatchedFiles {
        WatchedFiles(files: ["a.yaml", "b.yaml"].map { "\(folder)/\($0)" }, folders: [folder + "/build"])
    }

    @Test func nothingChangesByItself() throws {
        try withFolder { folder in
            let before = look(folder)
            #expect(before.summary == "3 files" && look(folder) == before)
            #expect(look(folder).change(since: before) == nil)
            _ = try String(contentsOfFile: folder + "/a.yaml", encoding: .utf8)
            #expect(look(folder).change(since: before) == nil, "it was only read")
        }
    }

    @Test(arguments: ["a.yaml", "build/bin/skopeo"], [true, false])
    func aFileThatIsWrittenOrReplacedHasChanged(name: String, isReplaced: Bool) throws {
        try withFolder { folder in
            let before = look(folder)
            try "two two".write(toFile: "\(folder)/\(name)", atomically: isReplaced, encoding: .utf8)
            #expect(look(folder).change(since: before) == "\(folder)/\(name) changed")
        }
    }

    @Test func theTimeAloneIsEnough() throws {
        try withFolder { folder in
            let before = look(folder)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1000)], ofItemAtPath: folder + "/a.yaml")
            #expect(look(folder).change(since: before) == "\(folder)/a.yaml changed")
        }
    }

    @Test func filesThatComeOrGoHaveChanged() throws {
        try withFolder { folder in
            let before = look(folder)
            try FileManager.default.removeItem(atPath: folder + "/a.yaml")
            let gone = look(folder)
            #expect(gone.summary == "3 files", "it may come back")
            #expect(gone.change(since: before) == "\(folder)/a.yaml changed")
            try "".write(toFile: folder + "/build/new", atomically: false, encoding: .utf8)
            #expect(look(folder).change(since: before) == "\(folder)/a.yaml and 1 more changed")
        }
    }

    @Test func theirNumberIsBounded() throws {
        try withFolder { folder in
            for number in 0...WatchedFiles.most {
                _ = FileManager.default.createFile(atPath: "\(folder)/build/\(number)", contents: nil)
            }
            #expect(look(folder).summary == "the first 2000 files, which are not all")
        }
    }

    @Test func aLinkThatLeadsBackIsNotFollowed() throws {
        try withFolder { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/build/loop", withDestinationPath: folder + "/build")
            #expect(look(folder).summary == "4 files")
        }
    }
}
