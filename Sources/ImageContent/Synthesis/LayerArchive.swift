/// The tar archive of a synthetic layer: a folder and files of patterned content, computed at any offset.
struct LayerArchive: Sendable {
    /// The smallest archive: a folder, a file of one block, and the end marker.
    static let smallestSize = 5 * TarHeader.blockSize

    /// The largest file in bytes; larger layers hold several files, since ustar cannot express 8 GiB.
    private static let largestFile = 1 << 32

    /// The folder all files are in.
    private static let folder = "content/"

    /// Two blocks of zeros end an archive.
    private static let endMarkerSize = 2 * TarHeader.blockSize

    let size: Int
    private let pattern: ContentPattern
    private let segments: [Segment]

    private struct Segment: Sendable {
        enum Content {
            case bytes([UInt8])
            case pattern(offset: Int)
            case zeros
        }
        let start: Int
        let size: Int
        let content: Content
    }

    /// An archive of exactly `size` bytes, which must be a multiple of 512 and at least `smallestSize`.
    init(seed: UInt64, ordinal: Int, size: Int) {
        precondition(size >= Self.smallestSize && size % TarHeader.blockSize == 0, "no archive has \(size) bytes")
        self.size = size
        pattern = ContentPattern(seed: seed, ordinal: ordinal)
        var segments: [Segment] = []
        var position = 0
        func append(_ size: Int, _ content: Segment.Content) {
            segments.append(Segment(start: position, size: size, content: content))
            position += size
        }
        append(TarHeader.blockSize, .bytes(TarHeader.ustar(name: Self.folder, type: "5", mode: 0o755)))
        var written = 0
        var file = 1
        while size - Self.endMarkerSize - position > 0 {
            let room = size - Self.endMarkerSize - position - TarHeader.blockSize
            let count = min(room, Self.largestFile)
            let name = "\(Self.folder)layer-\(ordinal)-\(file).bin"
            append(TarHeader.blockSize, .bytes(TarHeader.ustar(name: name, size: count)))
            append(count, .pattern(offset: written))
            written += count
            file += 1
        }
        append(Self.endMarkerSize, .zeros)
        self.segments = segments
    }

    /// Fills `target` with the bytes from `offset` on, which must all exist.
    func copy(from offset: Int, into target: UnsafeMutableRawBufferPointer) {
        let end = offset + target.count
        for segment in segments where segment.start < end && segment.start + segment.size > offset {
            let from = max(segment.start, offset)
            let to = min(segment.start + segment.size, end)
            let piece = UnsafeMutableRawBufferPointer(rebasing: target[from - offset..<to - offset])
            let start = from - segment.start
            switch segment.content {
            case .bytes(let bytes):
                bytes.withUnsafeBytes { bytes in
                    piece.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + piece.count]))
                }
            case .pattern(let base):
                pattern.copy(from: base + start, into: piece)
            case .zeros:
                piece.initializeMemory(as: UInt8.self, repeating: 0)
            }
        }
    }
}
