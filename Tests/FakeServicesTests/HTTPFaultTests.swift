import Faults
import ImageContent
import NIOCore
import Synchronization
import Testing

@testable import FakeServices

@Suite struct HTTPFaultTests {
    let log = EventLog()
    let image = ServedImage.test(layerSize: 400_000, layers: 1)

    /// Starts to read layer 1 from the CDN with a fault armed for it.
    func layer(
        _ faults: [ArmedFault], scheme: Scheme = .http, act: @escaping @Sendable (ArmedFault) async -> Void = { _ in },
        _ body: @escaping @Sendable (TestExchange, TestPuller) async throws -> Void
    ) async throws {
        try await withTestServices(.test(image: image, scheme: scheme, faults: faults), log: log, act: act) { puller in
            try await body(try await puller.start(.cdn, try await puller.layerTarget(image)), puller)
        }
    }

    static let schemes = Scheme.allCases

    @Test(arguments: schemes, [0, 1, 70_000, 300_001])
    func `reset arrives after exactly so many bytes`(scheme: Scheme, count: Int) async throws {
        let fault = ArmedFault.test(EditHTTP { $0.ending = .reset(after: count) }, host: .cdn, resource: "layer-1")
        try await layer([fault], scheme: scheme) { exchange, _ in
            let answer = try await exchange.finished()
            #expect(answer.end == .reset)
            #expect(answer.body.count == count && answer["Content-Length"] == "400000")
        }
        let response = try #require(log.responses.last)
        #expect(response.ending == .reset && response.sent == count && response.length == 400_000)
        #expect(response.faults == [0] && log.firings == ["http.test"])
    }

    @Test(arguments: schemes, [0, 70_000])
    func `close ends the body early without a reset`(scheme: Scheme, count: Int) async throws {
        let fault = ArmedFault.test(EditHTTP { $0.ending = .close(after: count) }, host: .cdn)
        try await layer([fault], scheme: scheme) { exchange, _ in
            let answer = try await exchange.finished()
            #expect(answer.body.count == count && answer["Content-Length"] == "400000")
            #expect(answer.end != .reset)
        }
        #expect(log.responses.last?.ending == .closed && log.responses.last?.sent == count)
    }

    @Test(arguments: schemes)
    func `a stall keeps the connection open and ends with the puller`(scheme: Scheme) async throws {
        let fault = ArmedFault.test(EditHTTP { $0.pacing = .stall(after: 5000) }, host: .cdn)
        let log = log
        try await layer([fault], scheme: scheme) { exchange, puller async throws in
            #expect(try await exchange.waits(for: 5000))
            // A whole exchange with another host: the services have had their turn, however busy the machine is.
            #expect(try await puller.get(.auth, "/other").status == 404)
            #expect(exchange.channel.isActive)
            #expect(TestAnswer(exchange.received, end: .eof).body.count == 5000)
            #expect(!log.responses.contains { $0.ending == .stalled })
            try? await exchange.channel.close().get()
            #expect(try await log.waits { $0.responses.contains { $0.ending == .stalled && $0.sent == 5000 } })
        }
    }

    @Test func `services end at once while a reply stalls, another is paced and a third is delayed`() async throws {
        let faults = [
            ArmedFault.test(EditHTTP { $0.pacing = .stall(after: 10) }, host: .cdn),
            ArmedFault.test(EditHTTP { $0.pacing = .bytesPerSecond(10) }, resource: "ping"),
            ArmedFault.test(EditHTTP { $0.delay = .seconds(60) }, resource: "token", only: [2]),
        ]
        let clock = ContinuousClock()
        let ended = Mutex(clock.now)
        let log = log
        try await layer(faults, scheme: .https) { exchange, puller async throws in
            let paced = try await puller.start(.registry, "/v2/")
            _ = try await puller.start(.auth, "/token")
            _ = try await exchange.waits(for: 10)
            _ = try await paced.waits(for: 10)
            #expect(try await log.waits { $0.requests.count >= 5 })
            ended.withLock { $0 = clock.now }
        }
        // The delay is 60 s, and the paced reply would take hours.
        #expect(clock.now - ended.withLock { $0 } < .seconds(30))
        #expect(log.responses.count == 5)
        #expect(log.connections.filter { $0.change == .closed }.count == 5)
    }

    @Test func `a paced reply takes its time and is whole`() async throws {
        let fault = ArmedFault.test(EditHTTP { $0.pacing = .bytesPerSecond(1_000_000) }, host: .cdn)
        let image = image
        try await layer([fault]) { exchange, _ in
            let answer = try await exchange.finished()
            let time = ContinuousClock.now - exchange.begin
            #expect(Digest.sha256(of: answer.body) == image.truth.layerDigests[0])
            #expect(time > .milliseconds(250))
        }
    }

    @Test func `status, headers and delay are those of the edited reply`() async throws {
        let fault = ArmedFault.test(
            EditHTTP {
                $0 = .error(status: 503, code: "UNKNOWN", message: "later")
                $0["Retry-After"] = "3"
                $0.headers.append(.init("bad name", "x"))
                $0.headers.append(.init("X-Odd", "a\r\nb"))
                $0.delay = .milliseconds(120)
            }, host: .cdn
        )
        try await layer([fault]) { exchange, _ in
            let answer = try await exchange.finished()
            #expect(answer.status == 503 && answer["Retry-After"] == "3" && answer["bad name"] == nil)
            #expect(answer.head.hasPrefix("HTTP/1.1 503 Service Unavailable"))
            #expect(answer.text.contains("later") && ContinuousClock.now - exchange.begin > .milliseconds(100))
        }
    }

    @Test func `a fault that has been lifted fires no more`() async throws {
        let fault = ArmedFault.test(EditHTTP { $0.status = 500 }, host: .cdn)
        try await layer([fault]) { exchange, puller in
            #expect(try await exchange.finished().status == 500)
            fault.lift()
            let target = try await puller.layerTarget(image)
            #expect(try await puller.get(.cdn, target).status == 200)
        }
        #expect(log.firings.count == 1)
    }

    @Test(arguments: [0, 100_000])
    func `an act happens after exactly so many bytes of body, and the reply waits for it`(offset: Int) async throws {
        let fault = ArmedFault.test(DoSomething(), resource: "layer-1", afterBytes: offset, first: 1)
        let (acted, acting) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        let image = image
        try await layer(
            [fault],
            act: { _ in
                acting.finish()
                for await _ in released {}
            }
        ) { exchange, puller in
            for await _ in acted {}
            _ = try await exchange.waits(for: offset)
            // The services have had their turn once another host has answered.
            #expect(try await puller.get(.auth, "/other").status == 404)
            #expect(TestAnswer(exchange.received, end: .eof).body.count == offset)
            release.finish()
            let answer = try await exchange.finished()
            #expect(Digest.sha256(of: answer.body) == image.truth.layerDigests[0])
        }
        #expect(log.firings == ["act.test"] && log.responses.last?.faults == [0])
    }

    @Test func `an act past the end of the body never happens`() async throws {
        let fault = ArmedFault.test(DoSomething(), resource: "layer-1", afterBytes: 400_000)
        try await layer([fault]) { exchange, _ in _ = try await exchange.finished() }
        #expect(log.firings.isEmpty)
    }

    @Test func `a puller that goes away is recorded`() async throws {
        let fault = ArmedFault.test(EditHTTP { $0.pacing = .bytesPerSecond(1000) }, host: .cdn)
        let log = log
        try await layer([fault]) { exchange, _ async throws in
            _ = try await exchange.waits(for: 300)
            try? await exchange.channel.close().get()
            #expect(try await log.waits { $0.responses.count >= 3 })
        }
        #expect(log.responses.last?.ending == .abandoned)
        #expect((log.responses.last?.sent ?? 400_000) < 400_000)
    }

    @Test func `an answer to HEAD cannot be damaged, and the one to GET is`() async throws {
        let fault = ArmedFault.test(EditHTTP { $0.ending = .reset(after: 5) }, host: .cdn, first: 1)
        let image = image
        try await withTestServices(.test(image: image, faults: [fault]), log: log) { puller in
            let target = try await puller.layerTarget(image)
            let head = try await puller.get(.cdn, target, method: "HEAD")
            #expect(head.status == 200 && head["Content-Length"] == "400000" && head.end != .reset)
            #expect(try await puller.get(.cdn, target).body.count == 5)
            #expect(Digest.sha256(of: try await puller.get(.cdn, target).body) == image.truth.layerDigests[0])
        }
        #expect(log.firings == ["http.test"] && fault.fired == 1)
        #expect(log.responses.filter { $0.host == .cdn }.map(\.faults) == [[], [0], []])
    }
}
