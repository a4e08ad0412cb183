import CZlib

/// Compresses what comes in pieces to one member of gzip (RFC 1952).
final class GzipStream {
    /// The size of one piece of output.
    private static let outputSize = 65_536

    // zlib keeps a pointer to this, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output: [UInt8] = []
    private var isDone = false

    /// Nil if zlib refuses.
    ///
    /// - Parameter level: 1, the fastest, to 9 (zlib.h).
    init?(level: CInt = Z_DEFAULT_COMPRESSION) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // zlib's manual, deflateInit2: 16 more than the window's bits asks for a gzip header.
        let status = deflateInit2_(
            stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Adds the next piece.
    func add(_ bytes: [UInt8]) { run(bytes, Z_NO_FLUSH) }

    /// The whole member; nil if zlib did not come to its end.
    func finished() -> [UInt8]? {
        run([], Z_FINISH)
        return isDone ? output : nil
    }

    private func run(_ bytes: [UInt8], _ flush: CInt) {
        var input = bytes
        input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(clamping: input.count)
            var isFull = true
            while isFull {
                output += [UInt8](unsafeUninitializedCapacity: Self.outputSize) { buffer, count in
                    stream.pointee.next_out = buffer.baseAddress
                    stream.pointee.avail_out = UInt32(Self.outputSize)
                    isDone = deflate(stream, flush) == Z_STREAM_END
                    count = Self.outputSize - Int(stream.pointee.avail_out)
                    isFull = stream.pointee.avail_out == 0
                }
            }
        }
    }
}
