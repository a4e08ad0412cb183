import Faults
import HTTPTypes
import ImageContent
import NIOCore
import Synchronization
import Testing

@testable import FakeServices

/// The services over HTTP/2, as a client of another library sees them.
@Suite struct HTTP2Tests {
    let log = EventLog()
    let image = ServedImage.test(layerSize: 300_000, layers: 1)

    private func plan(_ faults: [ArmedFault] = []) -> ServicesPlan {
        .test(ServicesPlan(image: image, scheme: .https, offersHTTP2: true, faults: faults))
    }

    private func client(_ puller: TestPuller, _ host: Role, window: Int = 1 << 20) async throws -> HTTP2Client {
        try await HTTP2Client.connect(
            port: Int(puller.services.port(of: host) ?? 0), trusting: try #require(puller.authority?.pem),
            host: host.hostName, window: window)
    }

    /// Asks the CDN for layer 1, with all its answers edited, and gives the client to look at afterwards.
    private func layer(
        method: HTTPRequest.Method = .get, _ change: @escaping @Sendable (inout HTTPReply) -> Void,
        then check: @escaping @Sendable (HTTP2Client.Answer, HTTP2Client) async throws -> Void
    ) async throws {
        let fault = ArmedFault.test(EditHTTP(change), host: .cdn)
        let image = image
        try await withTestServices(plan([fault]), log: log) { puller in
            let target = try await puller.layerTarget(image)
            let cdn = try await client(puller, .cdn)
            try await check(try await cdn.ask(target, of: "cdn.test", method: method), cdn)
            // What was cut is closed already.
            try? await cdn.channel.close()
        }
    }

    @Test func aWholePullOverOneConnection() async throws {
        let image = image
        try await withTestServices(plan(), log: log) { puller in
            let registry = try await client(puller, .registry)
            let challenge = try await registry.ask("/v2/", of: "registry.test")
            #expect(challenge.status == 401 && challenge.head?.headerFields[.wwwAuthenticate] != nil)
            let bearer = [("Authorization", "Bearer \(try await puller.token())")]
            async let manifest = registry.ask("/v2/library/demo/manifests/1", of: "registry.test", headers: bearer)
            async let blob = registry.ask(
                "/v2/library/demo/blobs/\(image.truth.layerDigests[0])", of: "registry.test", headers: bearer)
            let (document, redirect) = (try await manifest, try await blob)
            #expect(document.status == 200 && Digest.sha256(of: document.body) == image.tagTarget.digest)
            #expect(redirect.status == 307 && redirect.isComplete)
            let cdn = try await client(puller, .cdn)
            let layer = try await cdn.ask(try await puller.layerTarget(image), of: "cdn.test")
            #expect(layer.isComplete && Digest.sha256(of: layer.body) == image.truth.layerDigests[0])
            let head = try await cdn.ask(try await puller.layerTarget(image), of: "cdn.test", method: .head)
            #expect(head.status == 200 && head.body.isEmpty && head.isComplete)
        }
        let first = try #require(log.requests.first)
        let shared = log.requests.filter { $0.connection == first.connection }
        #expect(shared.count == 3, "all requests of one client come on one connection")
    }

    @Test func aFormIsRead() async throws {
        var plan = plan()
        plan.credentials = ServicesPlan.Credentials(user: "me", password: "secret")
        try await withTestServices(plan) { puller in
            let auth = try await client(puller, .auth)
            let form =
                "grant_type=password&username=me&password=secret&scope=repository:library/demo:pull"
            let answer = try await auth.ask(
                "/token", of: "auth.test", method: .post,
                headers: [("Content-Type", "application/x-www-form-urlencoded")], body: form)
            #expect(answer.status == 200 && String(decoding: answer.body, as: UTF8.self).contains("access_token"))
            let large = try await auth.ask(
                "/token", of: "auth.test", method: .post, body: String(repeating: "a", count: 70_000))
            #expect(large.status == 413)
        }
    }

    @Test func aClientThatWantsHTTP1GetsIt() async throws {
        try await withTestServices(plan(), log: log) { puller in
            let challenge = try await puller.get(.registry, "/v2/")
            #expect(challenge.status == 401)
        }
        #expect(log.connections.contains { $0.change == .secured })
    }

    @Test func whatHTTP2DoesNotHaveIsLeftOut() async throws {
        try await layer {
            $0.framing = .chunked
            $0["Keep-Alive"] = "timeout=5"
            $0["X-Kept"] = "1"
        } then: { answer, _ in
            let names = answer.head?.headerFields.map(\.name.canonicalName) ?? []
            #expect(names.contains("x-kept") && answer.isComplete && !answer.body.isEmpty)
            #expect(Set(names).isDisjoint(with: ["transfer-encoding", "keep-alive", "connection", "content-length"]))
        }
    }

    @Test func interimAnswersComeFirst() async throws {
        try await layer {
            $0.interim = InterimReplies(status: 103, count: 2, interval: .milliseconds(1))
        } then: { answer, _ in
            #expect(answer.interim == [103, 103] && answer.status == 200 && answer.isComplete)
        }
    }

    @Test func headersMayBeLarge() async throws {
        try await layer(method: .head) {
            for number in 0..<10 { $0["X-Large-\(number)"] = String(repeating: "a", count: 1000) }
        } then: { answer, _ in
            #expect(answer.status == 200 && answer.head?.headerFields.count ?? 0 >= 10)
        }
    }

    @Test(arguments: [(HTTP2Code.refusedStream, 0x7), (.internalError, 0x2)])
    func aStreamIsResetInPlaceOfAnAnswer(code: HTTP2Code, number: Int) async throws {
        try await layer {
            $0.ending = .resetStream(code, after: nil)
        } then: { answer, client in
            #expect(answer.reset == number && answer.head == nil && client.channel.isActive)
        }
        #expect(log.responses.last?.ending == .streamReset && log.responses.last?.sent == 0)
    }

    @Test func aStreamIsResetInItsBodyAndTheConnectionLives() async throws {
        try await layer {
            $0.ending = .resetStream(.cancel, after: 100_000)
        } then: { answer, client in
            #expect(answer.reset == 0x8 && answer.body.count == 100_000 && !answer.isComplete)
            #expect(client.channel.isActive && client.goAways.isEmpty)
        }
        #expect(log.responses.last?.ending == .streamReset && log.responses.last?.sent == 100_000)
    }

    @Test func goAwayInPlaceOfAnAnswerNamesTheRequestAsNotServed() async throws {
        try await layer {
            $0.ending = .goAway(.noError, after: nil)
        } then: { answer, client in
            #expect(answer.head == nil)
            #expect(client.goAways.first == HTTP2Client.GoAway(lastStream: 0, code: 0))
        }
        #expect(log.responses.last?.ending == .goAway)
    }

    @Test func goAwayInABodyEndsTheConnection() async throws {
        try await layer {
            $0.ending = .goAway(.enhanceYourCalm, after: 50_000)
        } then: { answer, client in
            #expect(answer.body.count == 50_000 && !answer.isComplete)
            #expect(client.goAways.first == HTTP2Client.GoAway(lastStream: 1, code: 0xb))
            try await client.channel.closeFuture.get()
        }
        #expect(log.responses.last?.ending == .goAway)
    }

    /// The client's library ends the connection, as it has to (RFC 9113 section 6.5.2).
    @Test func aForbiddenSettingComesBeforeTheAnswer() async throws {
        try await layer {
            $0.setting = HTTP2Setting(.maxFrameSize, value: 0)
        } then: { answer, client in
            #expect(!answer.isComplete)
            try await client.channel.closeFuture.get()
        }
    }

    @Test func aPermittedSettingIsTakenAndTheConnectionLives() async throws {
        try await layer {
            $0.setting = HTTP2Setting(.maxFrameSize, value: 1 << 15)
        } then: { answer, client in
            #expect(answer.isComplete)
            let again = try await client.ask("/other", of: "cdn.test")
            #expect(again.isComplete && client.goAways.isEmpty)
        }
    }

    /// The client's library gives up long before the end.
    @Test func aHeadWithoutAnEndIsNoAnswer() async throws {
        try await layer {
            $0.ending = .unfinishedHead(size: 1 << 20)
        } then: { answer, client in
            #expect(answer.head == nil && !answer.isComplete)
            try await client.channel.closeFuture.get()
        }
    }

    @Test(arguments: [CutManner.close, .reset]) func aConnectionIsCutInABody(manner: CutManner) async throws {
        try await layer {
            $0.ending = manner == .close ? .close(after: 50_000) : .reset(after: 50_000)
        } then: {
            answer, client in
            #expect(answer.body.count <= 50_000 && !answer.isComplete && client.goAways.isEmpty)
            try await client.channel.closeFuture.get()
        }
        #expect(log.responses.last?.ending == (manner == .close ? .closed : .reset))
    }

    @Test(arguments: [(1 << 20, 65_535), (20_000, 20_000)])
    func aFaultKnowsTheFirstWindow(window: Int, expected: Int) async throws {
        let seen = Seen()
        let fault = ArmedFault.test(LookAtFacts { seen.set($0.streamWindow) }, host: .registry)
        try await withTestServices(plan([fault])) { puller in
            _ = try await client(puller, .registry, window: window).ask("/v2/", of: "registry.test")
            #expect(seen.value == expected)
            _ = try await puller.get(.registry, "/v2/")
            #expect(seen.value == nil)
        }
    }

    @Test func aStallHoldsOneStreamAndNoOther() async throws {
        let fault = ArmedFault.test(EditHTTP { $0.pacing = .stall(after: 10) }, host: .cdn, first: 1)
        let image = image
        try await withTestServices(plan([fault]), log: log) { puller in
            let target = try await puller.layerTarget(image)
            let cdn = try await client(puller, .cdn)
            let stalled = try await cdn.open(target, of: "cdn.test")
            let hasBegun = try await stalled.waits(for: 10)
            #expect(hasBegun)
            let other = try await cdn.ask(target, of: "cdn.test")
            #expect(other.isComplete && !stalled.answer.isComplete)
            stalled.channel.close(promise: nil)
            let isOver = try await log.waits { log in log.responses.contains { $0.ending == .stalled } }
            #expect(isOver)
            #expect(cdn.channel.isActive)
        }
    }

    private final class Seen: Sendable {
        private let seen = Mutex<Int?>(nil)

        var value: Int? { seen.withLock { $0 } }

        func set(_ value: Int?) { seen.withLock { $0 = value } }
    }
}
