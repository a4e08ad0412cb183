import CZstd

/// Compression by Zstandard (RFC 8878).
package enum Zstandard {
    /// The bytes as one frame, in memory; nil if libzstd refuses.
    package static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        var isDone = false
        let output = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, count in
            let result = bytes.withUnsafeBytes { input in
                ZSTD_compress(
                    buffer.baseAddress, buffer.count, input.baseAddress, input.count, ZSTD_defaultCLevel())
            }
            isDone = ZSTD_isError(result) == 0
            count = isDone ? result : 0
        }
        return isDone ? output : nil
    }
}

/// Unpacks frames of Zstandard that come in pieces, and leaves out those that decoders skip (RFC 8878 3.1.2).
final class ZstdStream: Unpacker {
    /// The size of one piece of output.
    private static let outputSize = 65_536

    /// The largest window that is unpacked, as a power of two: what the `zstd` command takes too (zstd.h,
    /// ZSTD_WINDOWLOG_LIMIT_DEFAULT).
    private static let windowLimit: CInt = 27

    private let stream: OpaquePointer
    private let output: UnsafeMutableRawBufferPointer
    private var isAtEnd = false

    init() throws(ImageContentError) {
        guard let stream = ZSTD_createDStream() else {
            throw ImageContentError("libzstd cannot begin to unpack; check the memory")
        }
        self.stream = stream
        output = .allocate(byteCount: Self.outputSize, alignment: 16)
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.windowLimit)
    }

    deinit {
        ZSTD_freeDStream(stream)
        output.deallocate()
    }

    /// Unpacks the next piece and passes the output to `body`; throws if it is no Zstandard.
    func update(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) throws(ImageContentError) {
        var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        var isFull = false
        while input.pos < input.size || isFull {
            var target = ZSTD_outBuffer(dst: output.baseAddress, size: Self.outputSize, pos: 0)
            let result = ZSTD_decompressStream(stream, &target, &input)
            guard ZSTD_isError(result) == 0 else {
                let name = String(cString: ZSTD_getErrorName(result))
                throw ImageContentError("the Zstandard stream does not unpack (\(name)); it is damaged")
            }
            body(UnsafeRawBufferPointer(rebasing: output[..<target.pos]))
            isAtEnd = result == 0
            isFull = target.pos == Self.outputSize && !isAtEnd
        }
    }

    /// Throws unless the last frame was complete.
    func finish() throws(ImageContentError) {
        guard isAtEnd else {
            throw ImageContentError("the Zstandard stream ends inside a frame; it is cut off")
        }
    }
}
