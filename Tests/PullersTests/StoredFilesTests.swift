import FoundationEssentials
import Testing

@testable import Pullers

@Suite struct StoredFileTests {
    /// A store with a file, a folder, a link to a file of the host and one within the store.
    private func withStore(_ body: (String) throws -> Void) throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.path + "/store-\(UInt64.random(in: .min ... .max))"
        try files.createDirectory(atPath: folder + "/folder", withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        _ = files.createFile(atPath: folder + "/b", contents: Data("hello, store".utf8))
        _ = files.createFile(atPath: folder + "/a", contents: Data())
        try files.createSymbolicLink(atPath: folder + "/outside", withDestinationPath: "/etc/hostname")
        try files.createSymbolicLink(atPath: folder + "/inside", withDestinationPath: "b")
        try body(folder)
    }

    @Test func linksAreNotFollowed() throws {
        try withStore { folder in
            for name in ["outside", "inside"] {
                #expect(throws: (any Error).self) { try StoredFile.reader("\(folder)/\(name)") }
                #expect(throws: (any Error).self) { try StoredFile.withReader("\(folder)/\(name)") { _ in } }
            }
        }
    }

    @Test func onlyRegularFilesAreNamedInOrder() throws {
        try withStore { folder in
            #expect(StoredFile.names(in: folder) == ["a", "b"])
            #expect(StoredFile.names(in: folder + "/folder").isEmpty)
            #expect(StoredFile.names(in: folder + "/nowhere").isEmpty)
        }
    }

    @Test func filesAreReadInPiecesToTheirEnd() throws {
        try withStore { folder in
            let text = try StoredFile.withReader(folder + "/b") { read in
                var bytes: [UInt8] = []
                while case let piece = try read(5), !piece.isEmpty {
                    #expect(piece.count <= 5)
                    bytes += piece
                }
                return String(decoding: bytes, as: UTF8.self)
            }
            #expect(text == "hello, store")
            #expect(try StoredFile.withReader(folder + "/a") { try $0(5) }.isEmpty)
        }
    }

    @Test func fileThatIsNotThereIsAnError() throws {
        try withStore { folder in
            #expect(throws: (any Error).self) { try StoredFile.reader(folder + "/nowhere") }
        }
    }
}
