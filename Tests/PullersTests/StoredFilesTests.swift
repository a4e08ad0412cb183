import FoundationEssentials
import Glibc
import ImageContent
import Testing

@testable import Pullers

@Suite struct StoredFilesTests {
    /// A node with a store, and beside it a folder of the host that only a link leads to.
    private func withNode(_ body: (_ files: StoredFiles, _ root: String) throws -> Void) throws {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.path + "/node-\(UInt64.random(in: .min ... .max))"
        let (root, host) = (folder + "/root", folder + "/host")
        for path in [root + "/store/folder", root + "/store/blobs", host + "/sha256"] {
            try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        defer { try? manager.removeItem(atPath: folder) }
        _ = manager.createFile(atPath: root + "/store/b", contents: Data("hello, store".utf8))
        _ = manager.createFile(atPath: root + "/store/a", contents: Data())
        for path in [host + "/secret", host + "/sha256/secret"] {
            _ = manager.createFile(atPath: path, contents: Data("a file of the host".utf8))
        }
        for (name, target) in [
            ("outside", host + "/secret"), ("inside", "b"), ("above", "../../host/secret"), ("nowhere-link", "nothing"),
            ("blobs/sha256", host + "/sha256"), ("blobs/sha512", "../../../host/sha256"),
        ] {
            try manager.createSymbolicLink(atPath: "\(root)/store/\(name)", withDestinationPath: target)
        }
        try body(StoredFiles(below: root), root)
    }

    @Test(arguments: ["outside", "inside", "above", "nowhere-link"])
    func aLinkInTheLastPlaceIsNoFile(name: String) throws {
        try withNode { files, _ throws in
            let expected = StoredFileError("/store/\(name) is a symbolic link, which is not followed")
            #expect(throws: expected) { try files.reader("/store/\(name)") }
            #expect(throws: expected) { try files.withReader("/store/\(name)") { _ in } }
            #expect(try !files.isThere("/store/\(name)") && !files.isFolder("/store/\(name)"))
            #expect(try files.readerIfThere("/store/\(name)") == nil)
        }
    }

    @Test(arguments: ["sha256", "sha512"])
    func aLinkInTheWayIsSaid(name: String) throws {
        try withNode { files, root throws in
            let folder = "/store/blobs/\(name)"
            // It leads there if one follows it.
            #expect(FileManager.default.contents(atPath: root + folder + "/secret") != nil)
            let file = StoredFileError("'\(name)' in \(folder)/secret is a symbolic link, which is not followed")
            #expect(throws: file) { try files.reader(folder + "/secret") }
            #expect(throws: file) { try files.isThere(folder + "/secret") }
            #expect(throws: file) { try files.readerIfThere(folder + "/secret") }
            #expect(throws: StoredFileError("\(folder) is a symbolic link, which is not followed")) {
                try files.names(in: folder)
            }
        }
    }

    @Test func aStoreBehindALinkIsNotJudged() throws {
        try withNode { files, _ throws in
            #expect(throws: StoredFileError.self) {
                try BlobFolder(files: files, path: "/store").report(against: SampleImage().truth)
            }
        }
    }

    @Test(arguments: ["/store/../../host/secret", "..", "/", "", "/store/\0b"])
    func aPathCannotLeadUpwards(path: String) throws {
        try withNode { files, _ throws in
            #expect(throws: StoredFileError.self) { try files.reader(path) }
            #expect(throws: StoredFileError.self) { try files.isThere(path) }
            #expect(throws: StoredFileError.self) { try files.names(in: path) }
        }
    }

    @Test func whatIsNoRegularFileIsNotOpened() throws {
        try withNode { files, root throws in
            // Without a writer, an opening that waits would wait for ever.
            #expect(mkfifo(root + "/store/fifo", 0o600) == 0)
            #expect(throws: StoredFileError("/store/fifo is no regular file")) { try files.reader("/store/fifo") }
            #expect(throws: StoredFileError("/store/folder is no regular file")) { try files.reader("/store/folder") }
            #expect(try !files.isThere("/store/fifo"))
        }
    }

    @Test func onlyRegularFilesAreNamedInOrder() throws {
        try withNode { files, _ throws in
            #expect(try files.names(in: "/store") == ["a", "b"])
            #expect(try files.names(in: "/store/folder").isEmpty)
            #expect(try files.names(in: "/store/nowhere").isEmpty)
            #expect(try files.names(in: "/store/b/below-a-file").isEmpty)
        }
    }

    @Test func filesAreReadInPiecesToTheirEnd() throws {
        try withNode { files, _ throws in
            let text = try files.withReader("/store/b") { read in
                var bytes: [UInt8] = []
                while case let piece = try read(5), !piece.isEmpty {
                    #expect(piece.count <= 5)
                    bytes += piece
                }
                return String(decoding: bytes, as: UTF8.self)
            }
            #expect(text == "hello, store")
            #expect(try files.withReader("/store/a") { try $0(5) }.isEmpty)
            #expect(try files.isFolder("/store/folder") && files.isThere("/store/./a"))
        }
    }

    @Test func fileThatIsNotThereIsAnError() throws {
        try withNode { files, _ throws in
            #expect(throws: StoredFileError("/store/nowhere is not there")) { try files.reader("/store/nowhere") }
            #expect(try files.readerIfThere("/store/nowhere") == nil)
        }
    }
}
