import Faults
import ImageContent
import NIOCore
import NIOSSL
import Testing
import WireFormats

@testable import FakeServices

extension ServicesPlan {
    /// The services of a test behind a proxy.
    fileprivate static func proxied(
        _ scheme: Scheme = .https, credentials: Credentials? = nil, faults: [ArmedFault] = []
    ) -> ServicesPlan {
        var plan = ServicesPlan.test(scheme: scheme, faults: faults)
        plan.proxy = Proxy(credentials: credentials)
        plan.bindAddresses?[.proxy] = [Endpoint(IPAddress(v4: 0x7f00_0001), port: 0)]
        return plan
    }
}

extension TestPuller {
    /// Sends this to the proxy.
    fileprivate func say(_ text: String) async throws -> TestExchange {
        try await TestExchange.start(
            port: Int(services.port(of: .proxy) ?? 0), trusting: nil, host: "", sending: Array(text.utf8))
    }

    fileprivate func connect(_ target: String, headers: [String] = []) async throws -> TestExchange {
        try await say(
            (["CONNECT \(target) HTTP/1.1", "Host: \(target)"] + headers + ["", ""]).joined(separator: "\r\n"))
    }

    fileprivate func address(_ host: Role) -> String { "\(host.hostName):\(services.port(of: host) ?? 0)" }

    /// Asks a host by TLS through an open tunnel; the response comes after the proxy's answer.
    fileprivate func ask(_ host: Role, _ path: String, through tunnel: TestExchange) async throws -> TestAnswer {
        let opened = "HTTP/1.1 200 Connection established\r\n\r\n".utf8.count
        try #require(try await tunnel.waits(for: opened))
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array((authority?.pem ?? "").utf8)))
        let context = try NIOSSLContext(configuration: configuration)
        let channel = tunnel.channel
        try await channel.eventLoop.submit {
            let handler = try NIOSSLClientHandler(context: context, serverHostname: host.hostName)
            try channel.pipeline.syncOperations.addHandler(handler, position: .first)
            let text = "GET \(path) HTTP/1.1\r\nHost: \(host.hostName)\r\nConnection: close\r\n\r\n"
            channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }.get()
        let answer = try await tunnel.finished()
        return TestAnswer(Array(tunnel.received.dropFirst(opened)), end: answer.end)
    }
}

@Suite struct ProxyTests {
    let log = EventLog()

    private var proxied: [Faults.Request] { log.requests.filter { $0.host == .proxy } }
    private var answers: [Faults.Response] { log.responses.filter { $0.host == .proxy } }

    @Test func `TLS goes through a tunnel to the host that was asked for`() async throws {
        try await withTestServices(.proxied(), log: log) { puller in
            let tunnel = try await puller.connect(puller.address(.registry))
            let answer = try await puller.ask(.registry, "/v2/", through: tunnel)
            #expect(answer.status == 401 && answer["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
        }
        let asked = try #require(proxied.first)
        #expect(proxied.count == 1 && asked.method == "CONNECT" && asked.resource == .connect(to: .registry))
        #expect(asked.path.hasPrefix("registry.test:") && asked.authorization == "none")
        #expect(asked.proxyAuthorization == nil)
        #expect(log.requests.map(\.host) == [.proxy, .registry])
        let opened = try #require(answers.first)
        #expect(opened.status == 200 && opened.sent > 400 && opened.request == asked.request)
    }

    @Test(arguments: [
        ("example.com:443", 403), ("127.0.0.1:22", 403), ("registry.test:1", 502), ("registry.test", 400),
    ])
    func `nothing else can be reached`(target: String, status: Int) async throws {
        try await withTestServices(.proxied(), log: log) { puller in
            let answer = try await puller.connect(target).finished()
            #expect(answer.status == status)
        }
        #expect(answers.map(\.status) == [status])
    }

    @Test(arguments: [
        "\r\n\r\n", "GARBAGE\r\n\r\n", "GET /v2/ HTTP/1.1\r\n\r\n", "CONNECT a:1 HTTP/1.1\r\nno colon\r\n\r\n",
    ])
    func `what is no request of a proxy's is refused`(text: String) async throws {
        try await withTestServices(.proxied(), log: log) { puller in
            let answer = try await puller.say(text).finished()
            #expect(answer.status == 400)
        }
    }

    @Test func `a head without an end is refused`() async throws {
        try await withTestServices(.proxied(), log: log) { puller in
            let text = "CONNECT a:1 HTTP/1.1\r\n" + String(repeating: "a: b\r\n", count: 3000)
            let answer = try await puller.say(text).finished()
            #expect(answer.status == 431)
        }
        #expect(proxied.isEmpty)
    }

    @Test func `a client that goes before it said what it wants leaves nothing`() async throws {
        try await withTestServices(.proxied(), log: log) { puller in
            let exchange = try await puller.say("CONNECT ")
            try await exchange.channel.close().get()
            #expect(try await log.waits { $0.connections.count >= 2 })
        }
        #expect(log.connections.map(\.change) == [.accepted, .closed])
    }

    @Test func `a password opens the proxy and goes no further`() async throws {
        let credentials = ServicesPlan.Credentials(user: "u", password: "p")
        try await withTestServices(.proxied(credentials: credentials), log: log) { puller in
            let refused = try await puller.connect(puller.address(.auth)).finished()
            #expect(refused.status == 407 && refused["Proxy-Authenticate"] == "Basic realm=\"proxy.test\"")
            let tunnel = try await puller.connect(
                puller.address(.auth), headers: ["Proxy-Authorization: Basic dTpw"])
            #expect(try await puller.ask(.auth, "/other", through: tunnel).status == 404)
        }
        #expect(proxied.map(\.proxyAuthorization) == [nil, "basic"])
        #expect(log.requests.filter { $0.host == .auth }.map(\.proxyAuthorization) == [nil])
    }

    @Test(arguments: [407, 502, 503])
    func `a fault of HTTP answers in the place of the tunnel`(status: Int) async throws {
        let fault = ArmedFault.test(
            EditHTTP { $0 = .error(status: status, code: "UNKNOWN", message: "x") }, host: .proxy, first: 1)
        try await withTestServices(.proxied(faults: [fault]), log: log) { puller in
            let refused = try await puller.connect(puller.address(.registry)).finished()
            #expect(refused.status == status)
            #expect((refused["Proxy-Authenticate"] != nil) == (status == 407))
            let tunnel = try await puller.connect(puller.address(.registry))
            #expect(try await puller.ask(.registry, "/v2/", through: tunnel).status == 401)
        }
        #expect(log.firings == ["http.test"])
        #expect(answers.map(\.status) == [status, 200] && answers.map(\.faults) == [[0], []])
        #expect(answers.allSatisfy { $0.resource == .connect(to: .registry) })
    }

    @Test func `a fault about one host behind the proxy leaves the others alone`() async throws {
        let fault = ArmedFault.test(
            EditHTTP { $0 = .error(status: 502, code: "UNKNOWN", message: "x") }, host: .proxy, resource: "connect-cdn")
        try await withTestServices(.proxied(faults: [fault]), log: log) { puller in
            #expect(try await puller.connect(puller.address(.cdn)).finished().status == 502)
            let tunnel = try await puller.connect(puller.address(.registry))
            #expect(try await puller.ask(.registry, "/v2/", through: tunnel).status == 401)
        }
    }

    @Test func `a slow proxy answers late`() async throws {
        let fault = ArmedFault.test(EditHTTP { $0.delay = .milliseconds(400) }, host: .proxy)
        try await withTestServices(.proxied(faults: [fault]), log: log) { puller in
            let start = ContinuousClock.now
            let tunnel = try await puller.connect(puller.address(.registry))
            #expect(try await puller.ask(.registry, "/v2/", through: tunnel).status == 401)
            #expect(ContinuousClock.now - start >= .milliseconds(400))
        }
        #expect(log.firings == ["http.test"])
    }

    @Test(arguments: [false, true])
    func `the proxy's own answer is cut where a fault says so`(isReset: Bool) async throws {
        let fault = ArmedFault.test(
            EditHTTP { $0.ending = isReset ? .reset(after: 9) : .close(after: 9) }, host: .proxy)
        let credentials = ServicesPlan.Credentials(user: "u", password: "p")
        try await withTestServices(.proxied(credentials: credentials, faults: [fault]), log: log) { puller in
            let answer = try await puller.connect(puller.address(.registry)).finished()
            #expect(answer.status == 407 && answer.body.count == 9)
            #expect((answer.end == .reset) == isReset)
        }
        let told = try #require(answers.first)
        #expect(told.ending == (isReset ? .reset : .closed) && told.sent == 9 && told.length > 9)
        #expect(log.firings == ["http.test"] && told.faults == [0])
    }

    @Test func `the proxy's own answer takes its time and keeps its pace`() async throws {
        let fault = ArmedFault.test(
            EditHTTP {
                $0.delay = .milliseconds(200)
                $0.pacing = .bytesPerSecond(100)
            }, host: .proxy)
        let credentials = ServicesPlan.Credentials(user: "u", password: "p")
        try await withTestServices(.proxied(credentials: credentials, faults: [fault]), log: log) { puller in
            let start = ContinuousClock.now
            let answer = try await puller.connect(puller.address(.registry)).finished()
            // A body of about fifty bytes, five at a time.
            #expect(answer.status == 407 && ContinuousClock.now - start > .milliseconds(500))
        }
        #expect(answers.map(\.ending) == [.complete] && answers.allSatisfy { $0.sent == $0.length })
    }

    @Test func `the proxy intercepts as many handshakes with a host as a fault says`() async throws {
        let fault = ArmedFault.test(EditTLS { $0.isIntercepted = true }, host: .registry, first: 2)
        try await withTestServices(.proxied(faults: [fault]), log: log) { puller in
            for _ in 1...3 {
                let tunnel = try await puller.connect(puller.address(.registry))
                #expect(try await puller.ask(.registry, "/v2/", through: tunnel).status == 401)
            }
        }
        #expect(log.firings == ["tls.test", "tls.test"])
        #expect(log.connections.filter { $0.host == .proxy && $0.change == .secured }.count == 2)
    }

    @Test func `a client that gives up on a slow proxy is noticed`() async throws {
        let fault = ArmedFault.test(EditHTTP { $0.delay = .seconds(60) }, host: .proxy)
        try await withTestServices(.proxied(faults: [fault]), log: log) { puller in
            let tunnel = try await puller.connect(puller.address(.registry))
            #expect(try await log.waits { !$0.firings.isEmpty })
            try await tunnel.channel.close().get()
            #expect(try await log.waits { !$0.responses.isEmpty })
        }
        #expect(answers.map(\.ending) == [.abandoned])
    }

    @Test func `a proxy that looks into TLS shows a certificate that nobody trusts`() async throws {
        let fault = ArmedFault.test(
            EditTLS {
                $0.isIntercepted = true
                $0.issuer = .unknown
            }, host: .registry)
        try await withTestServices(.proxied(faults: [fault]), log: log) { puller in
            let tunnel = try await puller.connect(puller.address(.registry))
            let refused = try await puller.ask(.registry, "/v2/", through: tunnel)
            guard case .failed(let reason) = refused.end else {
                Issue.record("ended with \(refused.end)")
                return
            }
            #expect(reason.contains("CERTIFICATE_VERIFY_FAILED"), "\(reason)")
            #expect(try await puller.get(.registry, "/v2/").status == 401, "the registry itself is as it was")
            let other = try await puller.connect(puller.address(.auth))
            #expect(try await puller.ask(.auth, "/other", through: other).status == 404, "as are other hosts")
            fault.lift()
            let healthy = try await puller.connect(puller.address(.registry))
            #expect(try await puller.ask(.registry, "/v2/", through: healthy).status == 401)
        }
        #expect(log.firings == ["tls.test"] && fault.fired == 1)
        #expect(log.connections.contains { $0.host == .proxy && $0.change == .handshakeFailed })
    }

    @Test func `a client that trusts a proxy that looks into TLS gets its answer`() async throws {
        let fault = ArmedFault.test(EditTLS { $0.isIntercepted = true }, host: .registry)
        try await withTestServices(.proxied(faults: [fault]), log: log) { puller in
            let tunnel = try await puller.connect(puller.address(.registry))
            #expect(try await puller.ask(.registry, "/v2/", through: tunnel).status == 401)
        }
        #expect(log.firings == ["tls.test"])
    }

    @Test func `a plain request is passed on, and its connection is closed`() async throws {
        let image = ServedImage.test()
        try await withTestServices(.proxied(.http), log: log) { puller in
            let target = "http://\(puller.address(.cdn))\(try await puller.layerTarget(image))"
            let answer = try await puller.say("GET \(target) HTTP/1.1\r\nHost: cdn.test\r\n\r\n").finished()
            #expect(answer.status == 200 && answer["Connection"] == "close")
            #expect(Digest.sha256(of: answer.body) == image.truth.layerDigests[0])
        }
        #expect(proxied.map(\.resource) == [.forwarded])
        #expect(proxied.allSatisfy { !$0.path.contains("signature") })
    }

    @Test func `a host that answers and closes at once is heard every time`() async throws {
        try await withTestServices(.proxied(.http), log: log) { puller in
            let target = "http://\(puller.address(.registry))/v2/"
            for _ in 0..<50 {
                let answer = try await puller.say("GET \(target) HTTP/1.1\r\nHost: registry.test\r\n\r\n").finished()
                #expect(answer.status == 401)
            }
        }
        #expect(answers.count == 50 && answers.allSatisfy { $0.status == 401 && $0.sent > 200 })
    }

    @Test func `without a proxy nothing listens`() async throws {
        try await withTestServices(.test()) { puller in #expect(puller.services.port(of: .proxy) == nil) }
    }
}
