/// How content is compressed, by its first bytes.
enum Packing: Sendable {
    case gzip, zstd, none

    /// How many bytes tell one from another: as many as the magic number of Zstandard has.
    static let signatureSize = 4

    /// - Parameter start: the first bytes; fewer than `signatureSize` only where there are no more.
    init(of start: [UInt8]) {
        // RFC 1952 2.3.1, ID1 and ID2; RFC 8878 3.1.1 and, for frames that are skipped, 3.1.2.
        if start.starts(with: [0x1f, 0x8b]) {
            self = .gzip
        } else if start.starts(with: [0x28, 0xb5, 0x2f, 0xfd])
            || start.first.map({ $0 & 0xf0 }) == 0x50 && start.dropFirst().starts(with: [0x2a, 0x4d, 0x18])
        {
            self = .zstd
        } else {
            self = .none
        }
    }

    /// Unpacks such content; nil for what is not compressed.
    func unpacker() throws(ImageContentError) -> (any Unpacker)? {
        switch self {
        case .gzip: try GunzipStream()
        case .zstd: try ZstdStream()
        case .none: nil
        }
    }
}

/// Unpacks content that comes in pieces.
protocol Unpacker: AnyObject {
    /// Unpacks the next piece and passes the output to `body`; throws if it is damaged.
    func update(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) throws(ImageContentError)
    /// Throws unless the content was complete.
    func finish() throws(ImageContentError)
}
