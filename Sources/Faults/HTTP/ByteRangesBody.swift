import ImageContent

/// Several parts of a blob in one body, of the type `multipart/byteranges` (RFC 9110 section 14.6), read as it is sent.
package struct ByteRangesBody: Sendable {
    /// What a part says that it is, and what it is.
    package struct Part: Sendable, Equatable {
        package var said: Range<Int>
        package var sent: Range<Int>

        package init(_ range: Range<Int>, sent: Range<Int>? = nil) {
            said = range
            self.sent = sent ?? range
        }
    }

    package let blob: Blob
    package let parts: [Part]
    /// The bytes of the body.
    package let count: Int
    private let pieces: [Piece]

    private struct Piece: Sendable {
        enum Content {
            case bytes([UInt8])
            case blob(Range<Int>)

            var count: Int {
                switch self {
                case .bytes(let bytes): bytes.count
                case .blob(let range): range.count
                }
            }
        }

        let start: Int
        let content: Content

        var end: Int { start + content.count }
    }

    package init(_ blob: Blob, _ parts: [Part]) {
        self.blob = blob
        self.parts = parts
        let boundary = Self.boundary(of: blob)
        var pieces: [Piece] = []
        func append(_ content: Piece.Content) {
            pieces.append(Piece(start: pieces.last?.end ?? 0, content: content))
        }
        for (place, part) in parts.enumerated() {
            // RFC 2046 section 5.1.1: the line break before a boundary belongs to it.
            let head =
                (place == 0 ? "" : "\r\n") + "--\(boundary)\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Range: \(HTTPReply.contentRange(part.said, of: blob.size))\r\n\r\n"
            append(.bytes(Array(head.utf8)))
            append(.blob(part.sent))
        }
        append(.bytes(Array("\r\n--\(boundary)--\r\n".utf8)))
        self.pieces = pieces
        count = pieces.last?.end ?? 0
    }

    /// The value of Content-Type.
    package var mediaType: String { "multipart/byteranges; boundary=\(Self.boundary(of: blob))" }

    /// A blob cannot hold its own digest.
    private static func boundary(of blob: Blob) -> String { "chaospull-\(blob.digest.hex.prefix(32))" }

    /// Fills `target` from `offset` on and returns the number of bytes: fewer than asked for at the end, 0 past it.
    @discardableResult
    package func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Int {
        guard offset >= 0, offset < count else { return 0 }
        let end = offset + min(target.count, count - offset)
        for piece in pieces where piece.start < end && piece.end > offset {
            let from = max(piece.start, offset)
            let to = min(piece.end, end)
            let slice = UnsafeMutableRawBufferPointer(rebasing: target[from - offset..<to - offset])
            switch piece.content {
            case .bytes(let bytes):
                bytes.withUnsafeBytes {
                    slice.copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: $0[from - piece.start..<to - piece.start]))
                }
            case .blob(let range): blob.read(at: range.lowerBound + from - piece.start, into: slice)
            }
        }
        return end - offset
    }

    /// All of it in memory.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = read(at: 0, into: UnsafeMutableRawBufferPointer(buffer.extracting(..<count)))
        }
    }

    /// A copy in which one bit of a part is flipped: of the byte at `offset`, or of the next that belongs to a part.
    package func flippingBit(at offset: Int) -> ByteRangesBody {
        let contents = pieces.compactMap { piece -> (piece: Piece, range: Range<Int>)? in
            guard case .blob(let range) = piece.content, !range.isEmpty else { return nil }
            return (piece, range)
        }
        guard let hit = contents.first(where: { $0.piece.end > offset }) ?? contents.last else { return self }
        let place = min(max(0, offset - hit.piece.start), hit.range.count - 1)
        return ByteRangesBody(blob.flippingBit(at: hit.range.lowerBound + place), parts)
    }
}

extension HTTPReply {
    /// The value of Content-Range (RFC 9110 section 14.4).
    package static func contentRange(_ range: Range<Int>, of size: Int) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
    }
}
