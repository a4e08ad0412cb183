import Faults
import ImageContent
import NIOCore
import Testing

@testable import FakeServices

/// Answers in forms that a well-behaved server does not choose, as they arrive.
@Suite struct AnswerFormTests {
    let log = EventLog()
    let image = ServedImage.test(layerSize: 300_000, layers: 1)

    /// Asks the CDN for layer 1, with all answers of it edited.
    private func layer(
        scheme: Scheme, method: String = "GET", _ change: @escaping @Sendable (inout HTTPReply) -> Void
    ) async throws -> TestAnswer {
        let fault = ArmedFault.test(EditHTTP(change), host: .cdn)
        let answer = Answered()
        let image = image
        try await withTestServices(.test(image: image, scheme: scheme, faults: [fault]), log: log) { puller in
            await answer.set(try await puller.get(.cdn, try await puller.layerTarget(image), method: method))
        }
        return try #require(await answer.value)
    }

    private actor Answered {
        private(set) var value: TestAnswer?
        func set(_ answer: TestAnswer) { value = answer }
    }

    @Test func `a fault can send what the host answered before to a request for something else`() async throws {
        let fault = ArmedFault.test(EditHTTP { if let earlier = $0.earlier { $0.say(earlier.reply) } }, host: .registry)
        try await withTestServices(.test(image: image, scheme: .http, faults: [fault]), log: log) { puller in
            let token = ["Authorization: Bearer \(try await puller.token())"]
            let manifest = try await puller.get(.registry, "/v2/library/demo/manifests/1", headers: token)
            let again = try await puller.get(.registry, "/v2/library/demo/manifests/1", headers: token)
            let tags = try await puller.get(.registry, "/v2/library/demo/tags/list", headers: token)
            #expect(manifest.status == 200 && again.body == manifest.body)
            #expect(tags.status == 200 && tags.body == manifest.body)
        }
    }

    @Test(arguments: Scheme.allCases) func `chunks hold the body and end it`(scheme: Scheme) async throws {
        let answer = try await layer(scheme: scheme) { $0.framing = .chunked }
        #expect(answer["Content-Length"] == nil && answer["Transfer-Encoding"] == "chunked")
        var rest = answer.body[...]
        var body: [UInt8] = []
        while let line = rest.firstIndex(of: UInt8(ascii: "\r")) {
            let size = try #require(Int(String(decoding: rest[..<line], as: UTF8.self), radix: 16))
            rest = rest[(line + 2)...]
            body += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
            if size == 0 { break }
        }
        #expect(rest.isEmpty && Digest.sha256(of: body) == image.truth.layerDigests[0])
    }

    @Test(arguments: Scheme.allCases) func `the end of the connection ends the body`(scheme: Scheme) async throws {
        let answer = try await layer(scheme: scheme) { $0.framing = .close }
        #expect(answer["Content-Length"] == nil && answer["Connection"] == "close" && answer.end != .reset)
        #expect(Digest.sha256(of: answer.body) == image.truth.layerDigests[0])
        #expect(log.responses.last?.ending == .complete)
    }

    @Test func `an answer to HEAD has no chunks`() async throws {
        let answer = try await layer(scheme: .http, method: "HEAD") {
            $0.framing = .chunked; $0.status = 203
        }
        #expect(answer.status == 203 && answer.body.isEmpty)
    }

    @Test(arguments: Scheme.allCases, [CutManner.close, .reset])
    func `a connection ends in place of an answer`(scheme: Scheme, manner: CutManner) async throws {
        let answer = try await layer(scheme: scheme) { $0.ending = .unanswered(manner) }
        #expect(answer.head.isEmpty && answer.body.isEmpty)
        #expect((answer.end == .reset) == (manner == .reset))
        #expect(log.responses.last?.ending == .unanswered && log.responses.last?.sent == 0)
    }

    @Test(arguments: Scheme.allCases) func `bytes come without a head`(scheme: Scheme) async throws {
        let fault = ArmedFault.test(
            EditHTTP {
                $0.body = .bytes([0, 1, 2])
                $0.isHeadless = true
            }, resource: "ping")
        try await withTestServices(.test(image: image, scheme: scheme, faults: [fault]), log: log) { puller in
            let exchange = try await puller.start(.registry, "/v2/")
            _ = try await exchange.finished()
            #expect(exchange.received == [0, 1, 2])
        }
    }

    @Test(arguments: Scheme.allCases) func `informational answers come first`(scheme: Scheme) async throws {
        let fault = ArmedFault.test(
            EditHTTP { $0.interim = InterimReplies(status: 103, count: 2, interval: .milliseconds(1)) },
            resource: "ping")
        try await withTestServices(.test(image: image, scheme: scheme, faults: [fault]), log: log) { puller in
            let exchange = try await puller.start(.registry, "/v2/")
            _ = try await exchange.finished()
            let text = String(decoding: exchange.received, as: UTF8.self)
            let first = "HTTP/1.1 103 Early Hints\r\n\r\n"
            #expect(text.hasPrefix(first + first + "HTTP/1.1 401 Unauthorized\r\n"))
        }
    }

    @Test func `a peer that leaves ends informational answers without end`() async throws {
        let fault = ArmedFault.test(
            EditHTTP { $0.interim = InterimReplies(status: 100, count: nil, interval: .milliseconds(1)) },
            resource: "ping")
        let log = log
        try await withTestServices(.test(image: image, faults: [fault]), log: log) { puller in
            let exchange = try await puller.start(.registry, "/v2/")
            #expect(try await exchange.waits(for: 200))
            try? await exchange.channel.close().get()
            #expect(try await log.waits { $0.responses.contains { $0.ending == .abandoned } })
        }
    }

    @Test func `large heads arrive whole`() async throws {
        let answer = try await layer(scheme: .https) { reply in
            reply.headers += (0..<128).map { _ in .init("X-Padding", String(repeating: "x", count: 8192)) }
        }
        #expect(answer.head.utf8.count > 1 << 20)
        #expect(Digest.sha256(of: answer.body) == image.truth.layerDigests[0])
    }
}
