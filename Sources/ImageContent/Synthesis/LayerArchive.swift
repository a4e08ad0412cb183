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
    /// What it holds, in order.
    let entries: [Entry]
    private let pattern: ContentPattern
    /// What other layers have too; nil if there is nothing.
    private let shared: ContentPattern?
    private let segments: [Segment]

    struct Entry: Sendable {
        let name: String
        let mode: Int
        let isFolder: Bool
        /// Where its content is in the archive; empty for a folder.
        let content: Range<Int>
    }

    private struct Segment: Sendable {
        enum Content {
            case bytes([UInt8])
            case pattern(offset: Int)
            /// As in every layer of the seed.
            case shared(offset: Int)
            case zeros
        }
        let start: Int
        let size: Int
        let content: Content
    }

    /// An archive of exactly `size` bytes, which must be a multiple of 512 and at least `smallestSize`.
    init(seed: UInt64, ordinal: Int, size: Int) {
        precondition(size >= Self.smallestSize && size % TarHeader.blockSize == 0, "no archive has \(size) bytes")
        var layout = Layout()
        layout.addFolder(Self.folder)
        var file = 1
        while size - Self.endMarkerSize - layout.size > 0 {
            let room = size - Self.endMarkerSize - layout.size - TarHeader.blockSize
            layout.addFile("\(Self.folder)layer-\(ordinal)-\(file).bin", size: min(room, Self.largestFile))
            file += 1
        }
        self.init(layout, ContentPattern(seed: seed, ordinal: ordinal))
    }

    /// An archive of files of these sizes, each in a folder of its own; the first is the same in all layers.
    init(seed: UInt64, ordinal: Int, fileSizes: [Int]) {
        var layout = Layout()
        layout.addFolder(Self.folder)
        for (place, size) in fileSizes.enumerated() {
            layout.addFolder("\(Self.folder)\(place + 1)/")
            layout.addFile(
                "\(Self.folder)\(place + 1)/layer-\(ordinal)-\(place + 1).bin", size: size, isShared: place == 0)
        }
        // Layers count from 1.
        self.init(
            layout, ContentPattern(seed: seed, ordinal: ordinal), shared: ContentPattern(seed: seed, ordinal: 0))
    }

    private init(_ layout: Layout, _ pattern: ContentPattern, shared: ContentPattern? = nil) {
        var layout = layout
        layout.append(Self.endMarkerSize, .zeros)
        size = layout.size
        entries = layout.entries
        segments = layout.segments
        self.pattern = pattern
        self.shared = shared
    }

    /// Where everything is, as far as it is known.
    private struct Layout {
        private(set) var size = 0
        private(set) var entries: [Entry] = []
        private(set) var segments: [Segment] = []
        /// Bytes of files so far.
        private var written = 0

        mutating func append(_ count: Int, _ content: Segment.Content) {
            segments.append(Segment(start: size, size: count, content: content))
            size += count
        }

        mutating func addFolder(_ name: String) {
            append(TarHeader.blockSize, .bytes(TarHeader.ustar(name: name, type: "5", mode: 0o755)))
            entries.append(Entry(name: name, mode: 0o755, isFolder: true, content: size..<size))
        }

        mutating func addFile(_ name: String, size count: Int, isShared: Bool = false) {
            append(TarHeader.blockSize, .bytes(TarHeader.ustar(name: name, size: count, mode: 0o644)))
            entries.append(Entry(name: name, mode: 0o644, isFolder: false, content: size..<size + count))
            append(count, isShared ? .shared(offset: 0) : .pattern(offset: written))
            if !isShared { written += count }
            let padding = (TarHeader.blockSize - count % TarHeader.blockSize) % TarHeader.blockSize
            if padding > 0 { append(padding, .zeros) }
        }
    }

    /// The bytes of a small part.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            copy(from: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer.extracting(..<range.count)))
            count = range.count
        }
    }

    /// Goes through a part without holding it in memory.
    func forEachPiece(of range: Range<Int>, body: (UnsafeRawBufferPointer) -> Void) {
        ContentPieces.forEach(of: range) { offset, target in
            copy(from: offset, into: target)
            body(UnsafeRawBufferPointer(target))
        }
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
            case .shared(let base):
                (shared ?? pattern).copy(from: base + start, into: piece)
            case .zeros:
                piece.initializeMemory(as: UInt8.self, repeating: 0)
            }
        }
    }
}
