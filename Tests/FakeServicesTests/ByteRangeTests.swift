import Faults
import ImageContent
import NIOCore
import Testing

@testable import FakeServices

@Suite struct ByteRangeTests {
    @Test(
        arguments: [
            (nil, ByteRange.whole),
            ("bytes=0-0", .part(0..<1)),
            ("bytes=2-5", .part(2..<6)),
            ("bytes=2-", .part(2..<10)),
            ("bytes=-3", .part(7..<10)),
            ("bytes=-30", .part(0..<10)),
            ("bytes=9-99", .part(9..<10)),
            ("bytes=0-99999999999999999999999", .part(0..<10)),
            ("BYTES=1-1", .part(1..<2)),
            ("bytes=10-", .unsatisfiable),
            ("bytes=99999999999999999999999-", .unsatisfiable),
            ("bytes=-0", .unsatisfiable),
            ("bytes=5-2", .whole),
            ("bytes=0-1,3-4", .parts([0..<2, 3..<5])),
            ("bytes=7-9, 0-1,,-1", .parts([7..<10, 0..<2, 9..<10])),
            ("bytes=0-1,", .part(0..<2)),
            ("bytes=0-1,10-12", .part(0..<2)),
            ("bytes=10-12,-0", .unsatisfiable),
            ("bytes=0-1,5-2", .whole),
            ("bytes=0-1,x", .whole),
            ("bytes=,", .whole),
            ("bytes=0-,0-", .whole),
            ("bytes=0-4,0-4", .parts([0..<5, 0..<5])),
            ("bytes=--3", .whole),
            ("bytes=-", .whole),
            ("bytes=", .whole),
            ("bytes=a-b", .whole),
            ("bytes=+1-2", .whole),
            ("lines=1-2", .whole),
        ] as [(String?, ByteRange)])
    func `Range is read as RFC 9110 says, for ten bytes`(header: String?, expected: ByteRange) {
        #expect(ByteRange(header, size: 10) == expected)
    }

    @Test func `no range of nothing can be satisfied`() {
        #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-1", size: 0) == .unsatisfiable)
    }

    @Test func aThousandRangesAreAnsweredAndMoreAreNot() {
        func header(_ count: Int) -> String {
            "bytes=" + (0..<count).map { "\($0 * 2)-\($0 * 2)" }.joined(separator: ",")
        }
        #expect(ByteRange(header(1024), size: 4096) == .parts((0..<1024).map { $0 * 2..<$0 * 2 + 1 }))
        #expect(ByteRange(header(1025), size: 4096) == .whole)
    }

    @Test func severalPartsComeAsOneBody() {
        let blob = Blob(bytes: Array(0..<100))
        let request = ServiceRequest(method: "GET", target: "/", headers: [("Range", "bytes=10-12,90-")])
        let reply = HTTPReply.blob(blob, to: request)
        let boundary = "chaospull-\(blob.digest.hex.prefix(32))"
        #expect(reply.status == 206 && reply["Content-Range"] == nil)
        #expect(reply["Content-Type"] == "multipart/byteranges; boundary=\(boundary)")
        func head(_ range: String) -> [UInt8] {
            Array(
                "--\(boundary)\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes \(range)/100\r\n\r\n"
                    .utf8)
        }
        let lineBreak = Array("\r\n".utf8)
        let expected =
            head("10-12") + [10, 11, 12] + lineBreak + head("90-99") + Array(90..<100)
            + Array("\r\n--\(boundary)--\r\n".utf8)
        #expect(reply.body.bytes == expected)
        #expect(reply["Content-Length"] == "\(expected.count)")
        for offset in 0...expected.count {
            let piece = reply.body.read(offset, 7, .init())
            #expect(Array(piece.readableBytesView) == Array(expected.dropFirst(offset).prefix(7)))
        }
    }
}
