/// A layer of zstd:chunked: a tar archive in frames of Zstandard, one for each file, so that a puller can ask for the
/// files that it lacks; then the table of contents, tar-split and a footer in frames that decoders skip.
///
/// containers/storage, docs/containers-storage-zstd-chunked.md and pkg/chunked/internal/minimal/compression.go.
struct ChunkedLayer: Sendable {
    /// The sizes of a layer in bytes.
    ///
    /// The least holds four small files and what is said of them. The most is what can be read through in seconds.
    static let sizes = 64 << 10...1 << 30

    /// Each in a folder of its own: the two headers between them are more than the 1024 bytes over which
    /// containers/storage asks for two parts at once (pkg/chunked/storage_linux.go, `autoMergePartsThreshold`).
    private static let fileCount = 4

    /// What all but the files takes at most, in bytes; the test of sizes sees that it is enough.
    private static let reserve = 32 << 10

    /// The annotations of the layer's descriptor in the manifest.
    private static let annotationPrefix = "io.github.containers.zstd-chunked."

    let archive: LayerArchive
    let size: Int
    /// The digest of the compressed layer.
    let digest: Digest
    /// The digest of the archive.
    let diffID: Digest
    /// What the manifest says of the layer, without which no puller asks for parts.
    let annotations: [String: String]
    private let frames: [Frame]
    /// What follows the frames.
    private let tail: [UInt8]

    /// A frame of a part of the archive.
    private struct Frame: Sendable {
        let start: Int
        let archiveStart: Int
        let frame: StoredZstd

        var end: Int { start + frame.size }
    }

    /// - Parameter size: in bytes, one of `sizes`.
    init(seed: UInt64, ordinal: Int, size: Int) {
        let archive = LayerArchive(seed: seed, ordinal: ordinal, fileSizes: Self.fileSizes(size))
        var frames: [Frame] = []
        func append(_ range: Range<Int>) {
            frames.append(
                Frame(
                    start: frames.last?.end ?? 0, archiveStart: range.lowerBound,
                    frame: StoredZstd(contentSize: range.count)))
        }

        var archiveStream = DigestStream()
        var contents: [ChunkedContents.Entry] = []
        var checksums: [[UInt8]?] = []
        var position = 0
        for entry in archive.entries {
            guard !entry.isFolder else {
                contents.append(ChunkedContents.Entry(type: "dir", name: entry.name, mode: entry.mode))
                checksums.append(nil)
                continue
            }
            append(position..<entry.content.lowerBound)
            archive.forEachPiece(of: position..<entry.content.lowerBound) { archiveStream.update($0) }
            append(entry.content)
            var stream = DigestStream()
            var checksum = CRC64()
            archive.forEachPiece(of: entry.content) {
                archiveStream.update($0)
                stream.update($0)
                checksum.update($0)
            }
            contents.append(
                ChunkedContents.Entry(
                    type: "reg", name: entry.name, mode: entry.mode, size: entry.content.count,
                    digest: stream.finish(), offset: frames.last?.start, endOffset: frames.last?.end))
            checksums.append(checksum.bytes)
            position = entry.content.upperBound
        }
        append(position..<archive.size)
        archive.forEachPiece(of: position..<archive.size) { archiveStream.update($0) }

        let end = frames.last?.end ?? 0
        let documents = Self.documents(contents, archive, checksums, at: end, size: size)
        tail = documents.tail
        annotations = documents.annotations
        diffID = archiveStream.finish()
        self.archive = archive
        self.frames = frames
        self.size = end + tail.count

        var stream = DigestStream()
        for frame in frames {
            Self.copy(frame, of: archive, in: frame.start..<frame.end) { stream.update($0) }
        }
        tail.withUnsafeBytes { stream.update($0) }
        digest = stream.finish()
    }

    /// As much as fits; one byte more than a multiple of a block, so that padding follows.
    private static func fileSizes(_ size: Int) -> [Int] {
        let room = (size - reserve) / fileCount
        let blocks = room / StoredZstd.blockCapacity + 1
        let granules = (room - blocks * StoredZstd.blockHeaderSize) / TarHeader.blockSize - 1
        return Array(repeating: granules * TarHeader.blockSize + 1, count: fileCount)
    }

    /// What follows the archive, which makes the layer as large as it is to be, and what the manifest says about it.
    private static func documents(
        _ entries: [ChunkedContents.Entry], _ archive: LayerArchive, _ checksums: [[UInt8]?], at end: Int, size: Int
    ) -> (tail: [UInt8], annotations: [String: String]) {
        let lines = TarSplitEntry.lines(of: archive, checksums: checksums)
        let tarSplit = StoredZstd.frame(of: lines)
        let text = ImageDocument.encode(ChunkedContents(entries: entries, tarSplitDigest: .sha256(of: tarSplit)))
        let contents = StoredZstd.frame(of: text)
        let footerSize = 8 * 8
        let taken = end + contents.count + tarSplit.count + footerSize + 3 * StoredZstd.skippableHeaderSize
        let padding = max(0, size - taken - StoredZstd.skippableHeaderSize)

        var tail = StoredZstd.skippable([UInt8](repeating: 0, count: padding))
        let contentsStart = end + tail.count + StoredZstd.skippableHeaderSize
        tail += StoredZstd.skippable(contents)
        let tarSplitStart = end + tail.count + StoredZstd.skippableHeaderSize
        tail += StoredZstd.skippable(tarSplit)
        // `ManifestTypeCRFS` is 1; the footer ends with `ZstdChunkedFrameMagic`.
        let numbers = [contentsStart, contents.count, text.count, 1, tarSplitStart, tarSplit.count, lines.count]
        tail += StoredZstd.skippable(numbers.flatMap { UInt64($0).littleEndianBytes } + Array("GNUlInUx".utf8))
        return (
            tail,
            [
                annotationPrefix + "manifest-checksum": "\(Digest.sha256(of: contents))",
                annotationPrefix + "manifest-position": "\(contentsStart):\(contents.count):\(text.count):1",
                annotationPrefix + "tarsplit-position": "\(tarSplitStart):\(tarSplit.count):\(lines.count)",
            ]
        )
    }

    /// Fills `target` with the layer's bytes from `offset` on, which must all exist.
    func copy(from offset: Int, into target: UnsafeMutableRawBufferPointer) {
        let end = offset + target.count
        for frame in frames where frame.start < end && frame.end > offset {
            let from = max(frame.start, offset)
            let to = min(frame.end, end)
            frame.frame.copy(
                from: from - frame.start,
                into: UnsafeMutableRawBufferPointer(rebasing: target[from - offset..<to - offset])
            ) { archive.copy(from: frame.archiveStart + $0, into: $1) }
        }
        let tailStart = size - tail.count
        guard end > tailStart else { return }
        let from = max(tailStart, offset)
        tail.withUnsafeBytes { tail in
            UnsafeMutableRawBufferPointer(rebasing: target[(from - offset)...])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: tail[from - tailStart..<end - tailStart]))
        }
    }

    private static func copy(
        _ frame: Frame, of archive: LayerArchive, in range: Range<Int>, body: (UnsafeRawBufferPointer) -> Void
    ) {
        ContentPieces.forEach(of: range) { offset, target in
            frame.frame.copy(from: offset - frame.start, into: target) {
                archive.copy(from: frame.archiveStart + $0, into: $1)
            }
            body(UnsafeRawBufferPointer(target))
        }
    }
}
