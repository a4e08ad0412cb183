import NIOCore
import Testing

@testable import FakeServices

@Suite struct ClientHelloTests {
    /// A message as RFC 8446 section 4.1.2 lays it out, in records of at most so many bytes.
    private static func hello(name: String?, recordSize: Int = 16_384) -> [UInt8] {
        var extensions = ByteBuffer(bytes: [0, 43, 0, 3, 2, 3, 4])
        if let name {
            let bytes = Array(name.utf8)
            extensions.writeInteger(UInt16(0))
            extensions.writeInteger(UInt16(bytes.count + 5))
            extensions.writeInteger(UInt16(bytes.count + 3))
            extensions.writeInteger(UInt8(0))
            extensions.writeInteger(UInt16(bytes.count))
            extensions.writeBytes(bytes)
        }
        var body = ByteBuffer(bytes: [3, 3] + [UInt8](repeating: 7, count: 32) + [1, 9, 0, 2, 19, 1, 1, 0])
        body.writeInteger(UInt16(extensions.readableBytes))
        body.writeBuffer(&extensions)
        let message = [1, 0, UInt8(body.readableBytes >> 8), UInt8(body.readableBytes & 255)] + body.readableBytesView
        return stride(from: 0, to: message.count, by: recordSize).flatMap { start in
            let part = message[start..<min(message.count, start + recordSize)]
            return [22, 3, 1, UInt8(part.count >> 8), UInt8(part.count & 255)] + part
        }
    }

    private func serverName(_ bytes: some Sequence<UInt8>) -> ClientHello.ServerName {
        ClientHello.serverName(in: ByteBuffer(bytes: bytes))
    }

    @Test(arguments: [16_384, 40, 1]) func theNameIsFoundOverRecords(size: Int) {
        #expect(serverName(Self.hello(name: "cdn.test", recordSize: size)) == .name("cdn.test"))
    }

    @Test func aMessageThatIsNotWholeDecidesNothing() {
        let bytes = Self.hello(name: "cdn.test")
        for count in bytes.indices { #expect(serverName(bytes.prefix(count)) == .unfinished, "\(count) bytes") }
    }

    @Test func anythingElseHasNoName() {
        #expect(serverName(Self.hello(name: nil)) == .none)
        #expect(serverName("GET / HTTP/1.1\r\n".utf8) == .none)
        #expect(serverName([22, 3, 1, 0, 0]) == .none)
        #expect(serverName([22, 3, 1, 0, 4, 2, 0, 0, 0]) == .none)
        // Lengths that lead out of the message.
        for place in 5..<Self.hello(name: "cdn.test").count {
            var bytes = Self.hello(name: "cdn.test")
            bytes[place] = 255
            _ = serverName(bytes)
        }
    }
}
