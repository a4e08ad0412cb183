/// Reads a tar archive in sequence from any source: ustar, GNU long names, and the pax keys path, linkpath and size.
///
/// Input is not trusted: damage, sizes out of range and an early end are errors (`ImageContentError`). Errors of the
/// source pass through as they are.
package struct TarReader {
    /// The most bytes that a long name or a pax header can have.
    private static let metadataLimit = 1 << 20

    private var source: ByteSource
    private var remaining = 0
    private var padding = 0
    private var isFinished = false

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
                continue
            case UInt8(ascii: "S"):
                throw ImageContentError("'\(fields.name)' is a GNU sparse file, which is not read; write it in full")
            default:
                if let size = pax.size, !fields.hasNoContent {
                    begin(size)
                }
                return TarEntry(
                    name: pax.path ?? longName ?? fields.name,
                    kind: Self.kind(fields.type),
                    size: remaining,
                    mode: fields.mode,
                    linkName: pax.linkPath ?? longLinkName ?? fields.linkName
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
        while remaining > 0 {
            let count = try source.withPiece(atMost: remaining, body)
            guard count > 0 else { throw cutOff(remaining) }
            remaining -= count
        }
    }

    private mutating func begin(_ size: Int) {
        remaining = size
        padding = (TarHeader.blockSize - size % TarHeader.blockSize) % TarHeader.blockSize
    }

    private mutating func skipContent() throws {
        try forEachChunk { _ in }
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

    private static func kind(_ type: UInt8) -> TarEntry.Kind {
        switch type {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
        case UInt8(ascii: "1"): .hardLink
        case UInt8(ascii: "2"): .symbolicLink
        case UInt8(ascii: "5"): .directory
        default: .other(type)
        }
    }
}

extension [UInt8] {
    /// True if no byte is set.
    fileprivate var allZero: Bool {
        allSatisfy { $0 == 0 }
    }
}
