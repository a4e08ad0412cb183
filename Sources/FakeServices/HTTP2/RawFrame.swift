import Faults
import NIOCore
import NIOHTTP2

/// Frames of HTTP/2 as bytes (RFC 9113 section 4.1), for what the library would not send.
enum RawFrame {
    /// The length, type, flags and stream.
    static let headLength = 9
    /// The types (RFC 9113 section 6).
    enum Kind: UInt8 { case headers = 0x1, settings = 0x4, continuation = 0x9 }

    /// ACK of SETTINGS (RFC 9113 section 6.5).
    static let acknowledged: UInt8 = 0x1
    /// END_HEADERS (RFC 9113 sections 6.2 and 6.10).
    static let endOfHeaders: UInt8 = 0x4

    /// The largest payload that every peer takes (RFC 9113 section 4.2).
    private static let largestPayload = 1 << 14
    /// One field whose name and value are as they are, and stay out of the table (RFC 7541 section 6.2.2): a name of 9
    /// bytes, and a value of 100.
    private static let field: [UInt8] = [0, 9] + Array("x-padding".utf8) + [100] + [UInt8](repeating: 120, count: 100)
    /// `:status: 200` in the static table (RFC 7541 appendix A).
    private static let statusOK: UInt8 = 0x88

    /// SETTINGS with one parameter.
    static func settings(_ setting: Faults.HTTP2Setting) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.writeFrame(.settings, length: 6, stream: 0)
        bytes.writeMultipleIntegers(setting.parameter.number, setting.value)
        return bytes
    }

    /// HEADERS and CONTINUATION frames with so many bytes of fields or a few more; the last one does not come.
    static func unfinishedHead(of size: Int, on stream: UInt32) -> ByteBuffer {
        let fields = [UInt8](Array(repeatElement(field, count: largestPayload / field.count).joined()))
        var bytes = ByteBuffer()
        bytes.writeFrame(.headers, length: 1, stream: stream)
        bytes.writeInteger(statusOK)
        var rest = size
        while rest > 0 {
            bytes.writeFrame(.continuation, length: fields.count, stream: stream)
            bytes.writeBytes(fields)
            rest -= fields.count
        }
        return bytes
    }
}

extension ByteBuffer {
    /// The head of a frame without flags.
    fileprivate mutating func writeFrame(_ kind: RawFrame.Kind, length: Int, stream: UInt32) {
        writeMultipleIntegers(UInt8(length >> 16 & 0xff), UInt16(length & 0xffff), kind.rawValue, UInt8(0), stream)
    }
}
