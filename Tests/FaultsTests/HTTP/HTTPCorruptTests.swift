import Faults
import ImageContent
import Testing

@Suite struct HTTPCorruptTests {
    private let request = RequestFacts(host: .mirror, method: "GET", resource: .layer(1))
    private static let sound = [UInt8](0..<100)

    private func edited(_ body: HTTPReply.Body, status: Int = 200) throws -> HTTPReply {
        var reply = HTTPReply(status: status, headers: [.init("Content-Length", "\(body.count)")], body: body)
        try fault(HTTPCorrupt.self).edit(&reply, to: request)
        return reply
    }

    private func bytes(_ reply: HTTPReply) -> [UInt8] {
        switch reply.body {
        case .bytes(let bytes): bytes
        case .blob(let blob, let range): blob.read(at: range.lowerBound, count: range.count)
        case .parts(let parts): parts.bytes
        }
    }

    @Test func oneBitInTheMiddleIsFlippedAndTheLengthIsRight() throws {
        for (body, sound) in [
            (HTTPReply.Body.bytes(Self.sound), Self.sound), (.blob(Blob(bytes: Self.sound), 0..<100), Self.sound),
            (.blob(Blob(bytes: Self.sound), 60..<100), Array(Self.sound[60...])), (.bytes([7]), [7]),
        ] {
            let reply = try edited(body)
            let differing = zip(bytes(reply), sound).enumerated().filter { $0.element.0 != $0.element.1 }
            #expect(differing.map(\.offset) == [sound.count / 2])
            #expect(differing.first.map { $0.element.0 ^ $0.element.1 } == 1)
            #expect(reply["content-length"] == "\(sound.count)" && reply.status == 200)
        }
    }

    @Test func theStatedDigestStaysAndTheBytesHaveAnother() throws {
        let blob = Blob(bytes: Self.sound)
        guard case .blob(let damaged, _) = try edited(.blob(blob, 0..<100), status: 206).body else {
            Issue.record("the body is no blob any more")
            return
        }
        #expect(damaged.digest == blob.digest)
        #expect(Digest.sha256(of: damaged.read(at: 0, count: 100)) != blob.digest)
    }

    @Test(arguments: [(200, true), (206, true), (304, false), (307, false), (404, false), (503, false)])
    func onlyContentIsDamaged(status: Int, isDamaged: Bool) throws {
        #expect((bytes(try edited(.bytes(Self.sound), status: status)) != Self.sound) == isDamaged)
        let corrupt = try fault(HTTPCorrupt.self)
        let blob = HTTPReply(status: status, body: .blob(Blob(bytes: Self.sound), 0..<100))
        #expect(corrupt.hasEffect(on: blob, to: request) == isDamaged)
        #expect(!corrupt.hasEffect(on: HTTPReply(status: status), to: request))
    }
}
