/// Reads a tar archive in sequence from any source: ustar, GNU long names and sparse files, and what pax says of the
/// next entry.
///
/// Input is not trusted: damage, sizes out of range and an early end are errors (`ImageContentError`). Errors of the
/// source pass through as they are.
package struct TarReader {
    /// The most bytes that a long name or a pax header can have.
    private static let metadataLimit = 1 << 20

    private static let hole = [UInt8](repeating: 0, count: 65_536)

    private var source: ByteSource
    /// The parts of the current entry that have not been read, the next one last.
    private var runs: [SparseMap.Run] = []
    /// How many bytes of the entry are still in the source.
    private var stored = 0
    private var padding = 0
    private var isFinished = false
    /// Whether a header for all following entries says more than a comment; what it says is not applied, as Go does not.
    package private(set) var hasGlobalAttributes = false

    /// `read` returns up to as many bytes as asked for, and none at the end.
    package init(read: @escaping (Int) throws -> [UInt8]) {
        source = ByteSource(read: read)
    }

    /// The next entry, or nil after the last; content not yet read is skipped.
    package mutating func next() throws -> TarEntry? {
        var longName: String?
        var longLinkName: String?
        var pax = PaxRecords()
        while !isFinished {
            try skipContent()
            let block = try source.take(TarHeader.blockSize)
            if block.count == TarHeader.blockSize, block.allZero {
                try readEnd()
                break
            }
            let fields = try TarHeaderFields(block)
            begin(fields.hasNoContent ? 0 : fields.size)
            switch fields.type {
            case UInt8(ascii: "L"):
                longName = try readLongName()
            case UInt8(ascii: "K"):
                longLinkName = try readLongName()
            case UInt8(ascii: "x"):
                pax = try PaxRecords(readContent(limit: Self.metadataLimit))
            case UInt8(ascii: "g"):
                let said = try PaxRecords(readContent(limit: Self.metadataLimit)).saysAnything
                hasGlobalAttributes = hasGlobalAttributes || said
            default:
                if let size = pax.size, !fields.hasNoContent {
                    begin(size)
                }
                let name = pax.sparse.name ?? pax.path ?? longName ?? fields.name
                try expand(fields, pax, block, name)
                return TarEntry(
                    name: name,
                    kind: Self.kind(fields, name),
                    size: remaining,
                    mode: fields.mode,
                    linkName: pax.linkPath ?? longLinkName ?? fields.linkName,
                    uid: pax.uid ?? fields.uid,
                    gid: pax.gid ?? fields.gid,
                    time: pax.time ?? FileTime(seconds: fields.time),
                    xattrs: pax.xattrs
                )
            }
        }
        return nil
    }

    /// The rest of the current entry's content; throws if it has more than `limit` bytes.
    package mutating func readContent(limit: Int) throws -> [UInt8] {
        guard remaining <= limit else {
            throw ImageContentError("a tar entry has \(remaining) bytes where at most \(limit) are accepted")
        }
        var content: [UInt8] = []
        try forEachChunk { content.append(contentsOf: $0) }
        return content
    }

    /// Passes the rest of the current entry's content to `body` in non-empty pieces.
    package mutating func forEachChunk(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        while try withPiece(atMost: .max, body) > 0 {}
    }

    /// Up to `count` bytes of the current entry's content, none at its end.
    mutating func read(_ count: Int) throws -> [UInt8] {
        var piece: [UInt8] = []
        _ = try withPiece(atMost: count) { piece = Array($0) }
        return piece
    }

    /// How many bytes of the current entry's content have not been read, holes included.
    private var remaining: Int { runs.reduce(0) { $0 + $1.count } }

    /// Passes one piece of up to `limit` bytes of content to `body` and returns its size, 0 at the end.
    private mutating func withPiece(atMost limit: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        guard limit > 0, var run = runs.popLast() else { return 0 }
        var count = min(run.count, limit)
        if run.isHole {
            count = min(count, Self.hole.count)
            try Self.hole.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        } else {
            count = try source.withPiece(atMost: count, body)
            guard count > 0 else { throw cutOff(stored) }
            stored -= count
        }
        run.count -= count
        if run.count > 0 { runs.append(run) }
        return count
    }

    private mutating func begin(_ size: Int) {
        runs = size > 0 ? [SparseMap.Run(count: size, isHole: false)] : []
        stored = size
        padding = (TarHeader.blockSize - size % TarHeader.blockSize) % TarHeader.blockSize
    }

    /// Puts the holes of a sparse file where they belong.
    private mutating func expand(
        _ fields: TarHeaderFields, _ pax: PaxRecords, _ header: [UInt8], _ name: String
    ) throws {
        let map: SparseMap?
        if fields.type == UInt8(ascii: "S") {
            map = try oldSparseMap(header, name)
        } else if pax.sparse.isMapInContent, !fields.hasNoContent {
            let size = stored
            map = try pax.sparse.map(stored: size, of: name, block: { try readBlock() }).map
        } else {
            map = fields.hasNoContent ? nil : try pax.sparse.map(stored: stored, of: name)
        }
        if let map { runs = map.runs.reversed() }
    }

    /// GNU tar manual, "Basic Tar Format", `struct oldgnu_header` and `struct sparse_header`.
    private mutating func oldSparseMap(_ header: [UInt8], _ name: String) throws -> SparseMap {
        var pieces = try SparseMap.pieces(in: header[386..<482])
        var isExtended = header[482] != 0
        var blocks = 0
        while isExtended {
            let block = try source.take(TarHeader.blockSize)
            blocks += 1
            guard block.count == TarHeader.blockSize, blocks <= SparseMap.blockLimit else { throw cutOff(stored) }
            pieces += try SparseMap.pieces(in: block[..<504])
            isExtended = block[504] != 0
        }
        let size = try TarHeaderFields.number(header[483..<495], "size of a sparse file")
        return try SparseMap(pieces, size: size, stored: stored, of: name)
    }

    private mutating func readBlock() throws -> [UInt8] {
        let block = try source.take(TarHeader.blockSize)
        guard block.count == TarHeader.blockSize else { throw cutOff(stored) }
        stored -= block.count
        return block
    }

    /// Holes are not in the source, so only what is stored is read over.
    private mutating func skipContent() throws {
        runs = []
        while stored > 0 {
            let count = try source.withPiece(atMost: stored) { _ in }
            guard count > 0 else { throw cutOff(stored) }
            stored -= count
        }
        guard try source.take(padding).count == padding else { throw cutOff(padding) }
        padding = 0
    }

    private mutating func readEnd() throws {
        let second = try source.take(TarHeader.blockSize)
        guard second.count == TarHeader.blockSize, second.allZero else {
            throw ImageContentError("the tar archive ends without its second block of zeros; it is cut off")
        }
        isFinished = true
    }

    private mutating func readLongName() throws -> String {
        let bytes = try readContent(limit: Self.metadataLimit)
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private func cutOff(_ missing: Int) -> ImageContentError {
        ImageContentError("the tar archive ends \(missing) bytes before the end of an entry; it is cut off")
    }

    private static func kind(_ fields: TarHeaderFields, _ name: String) -> TarEntry.Kind {
        switch fields.type {
        // Before POSIX, folders had no type of their own (Go, archive/tar, `Reader.next`).
        case 0: name.hasSuffix("/") ? .directory : .file
        case UInt8(ascii: "0"), UInt8(ascii: "7"), UInt8(ascii: "S"): .file
        case UInt8(ascii: "1"): .hardLink
        case UInt8(ascii: "2"): .symbolicLink
        case UInt8(ascii: "3"): .characterDevice(fields.device)
        case UInt8(ascii: "4"): .blockDevice(fields.device)
        case UInt8(ascii: "5"): .directory
        case UInt8(ascii: "6"): .fifo
        default: .other(fields.type)
        }
    }
}

extension [UInt8] {
    /// True if no byte is set.
    fileprivate var allZero: Bool {
        allSatisfy { $0 == 0 }
    }
}
