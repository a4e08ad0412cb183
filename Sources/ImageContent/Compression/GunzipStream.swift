import CZlib

/// Unpacks gzip members that come in pieces.
final class GunzipStream: Unpacker {
    /// The size of one piece of output.
    private static let outputSize = 65_536

    /// The window of 32 KiB, plus 16 for gzip (zlib.h, inflateInit2).
    private static let windowBits: Int32 = 15 + 16

    // zlib keeps a pointer to this, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableRawBufferPointer
    private var isAtEnd = false
    private var isPadded = false

    init() throws(ImageContentError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(byteCount: Self.outputSize, alignment: 16)
        let status = inflateInit2_(stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw ImageContentError("zlib cannot begin to unpack (status \(status)); check its version and the memory")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Unpacks the next piece and passes the output to `body`; throws if it is not gzip.
    func update(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) throws(ImageContentError) {
        guard let start = bytes.baseAddress, let target = output.baseAddress else { return }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: start.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(clamping: bytes.count)
        repeat {
            if isAtEnd {
                guard stream.pointee.avail_in > 0 else { return }
                if try isPadding() { return }
                inflateReset(stream)
                isAtEnd = false
            }
            stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(Self.outputSize)
            let status = inflate(stream, Z_NO_FLUSH)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                throw ImageContentError("the gzip stream does not unpack (zlib status \(status)); it is damaged")
            }
            body(UnsafeRawBufferPointer(rebasing: output[..<(Self.outputSize - Int(stream.pointee.avail_out))]))
            isAtEnd = status == Z_STREAM_END
        } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
    }

    /// Whether all that is left after a member is zeros, which are no member (gzip(1), "CAVEATS").
    private func isPadding() throws(ImageContentError) -> Bool {
        let rest = UnsafeBufferPointer(start: stream.pointee.next_in, count: Int(stream.pointee.avail_in))
        guard isPadded || rest.first == 0 else { return false }
        isPadded = true
        guard rest.allSatisfy({ $0 == 0 }) else {
            throw ImageContentError("the gzip stream has other bytes behind its last member than zeros; it is damaged")
        }
        return true
    }

    /// Throws unless the last member was complete.
    func finish() throws(ImageContentError) {
        guard isAtEnd else {
            throw ImageContentError("the gzip stream ends inside a member; it is cut off")
        }
    }
}
