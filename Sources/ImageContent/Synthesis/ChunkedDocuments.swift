#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The table of contents of a layer of zstd:chunked.
///
/// containers/storage, pkg/chunked/internal/minimal/compression.go, `TOC` and `FileMetadata`.
struct ChunkedContents: Codable {
    var version = 1
    var entries: [Entry]
    /// Of the frame with tar-split.
    var tarSplitDigest: Digest

    struct Entry: Codable {
        var type: String
        var name: String
        var mode: Int
        var modtime = TarHeader.fixedTimeText
        var size: Int?
        /// Of the content of a file.
        var digest: Digest?
        /// Where the frame of a file's content begins in the layer.
        var offset: Int?
        var endOffset: Int?
    }
}

/// One line of tar-split: what is around the files of an archive, so that it can be put together again byte for byte.
///
/// vbatts/tar-split, tar/storage/entry.go.
struct TarSplitEntry: Codable {
    enum Kind: Int, Codable {
        case file = 1
        case segment = 2
    }

    var type: Kind
    var name: String?
    var size: Int?
    /// The bytes of a segment; the CRC-64 of a file's content, if it has any.
    var payload: Data?
    var position: Int

    /// All lines of an archive, each ended by a line feed.
    ///
    /// - Parameter entries: with the CRC-64 of each file.
    static func lines(of archive: LayerArchive, checksums: [[UInt8]?]) -> [UInt8] {
        var lines: [UInt8] = []
        var position = 0
        func append(_ entry: TarSplitEntry) {
            lines += ImageDocument.encode(entry) + [UInt8(ascii: "\n")]
            position += 1
        }
        var start = 0
        for (entry, checksum) in zip(archive.entries, checksums) {
            append(
                TarSplitEntry(
                    type: .segment, payload: Data(archive.bytes(start..<entry.content.lowerBound)), position: position))
            append(
                TarSplitEntry(
                    type: .file, name: entry.name, size: entry.isFolder ? nil : entry.content.count,
                    payload: checksum.map { Data($0) }, position: position))
            start = entry.content.upperBound
        }
        append(TarSplitEntry(type: .segment, payload: Data(archive.bytes(start..<archive.size)), position: position))
        return lines
    }
}
