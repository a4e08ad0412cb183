import Faults
import ImageContent
import NIOCore
import Testing

@testable import FakeServices

@Suite struct PullTests {
    /// Token, manifests, then every blob, as pullers ask.
    func pull(_ puller: TestPuller, _ image: ServedImage, _ scheme: Scheme) async throws {
        let challenge = try await puller.get(.registry, "/v2/")
        #expect(challenge.status == 401 && challenge.end == .eof)
        let realm = "\(scheme.rawValue)://auth.test:\(puller.services.port(of: .auth) ?? 0)/token"
        #expect(challenge["WWW-Authenticate"] == #"Bearer realm="\#(realm)",service="registry.test""#)
        let token = try await puller.token()
        let headers = ["Authorization: Bearer \(token)"]
        let index = try await puller.get(.registry, "/v2/library/demo/manifests/1", headers: headers)
        #expect(index.body == image.tagTarget.bytes)
        let path = "/v2/library/demo/manifests/\(image.truth.manifestDigest)"
        let manifest = try await puller.get(.registry, path, headers: headers)
        #expect(Digest.sha256(of: manifest.body) == image.truth.manifestDigest)
        let head = try await puller.get(.registry, path, method: "HEAD", headers: headers)
        #expect(head.body.isEmpty && head["Content-Length"] == "\(manifest.body.count)")
        for digest in image.truth.blobDigests {
            let redirect = try await puller.get(.registry, "/v2/library/demo/blobs/\(digest)", headers: headers)
            #expect(redirect.status == 307)
            let base = "\(scheme.rawValue)://cdn.test:\(puller.services.port(of: .cdn) ?? 0)"
            let location = try #require(redirect["Location"])
            #expect(location.hasPrefix(base + "/blobs/sha256/"))
            let target = String(location.dropFirst(base.count))
            let blob = try await puller.get(.cdn, target, headers: headers)
            #expect(blob.status == 200 && Digest.sha256(of: blob.body) == digest)
            let part = try await puller.get(.cdn, target, headers: ["Range: bytes=7-9"])
            #expect(part.status == 206 && part.body == Array(blob.body[7...9]))
        }
    }

    @Test(arguments: Scheme.allCases) func `a whole pull succeeds and is recorded`(scheme: Scheme) async throws {
        let log = EventLog()
        let image = ServedImage.test()
        try await withTestServices(.test(image: image, scheme: scheme), log: log) { try await pull($0, image, scheme) }
        let resources = log.requests.map(\.resource.name)
        #expect(
            resources == [
                "ping", "token", "index", "manifest", "manifest", "config", "config", "config", "layer-1", "layer-1",
                "layer-1", "layer-2", "layer-2", "layer-2",
            ]
        )
        #expect(log.requests.map(\.request) == Array(1...14))
        #expect(log.responses.map(\.request) == Array(1...14))
        #expect(log.responses.allSatisfy { $0.ending == .complete && $0.sent == $0.length })
        #expect(log.requests.allSatisfy { !$0.path.contains("signature") })
        #expect(log.requests.last?.range == "bytes=7-9" && log.requests[2].authorization == "bearer")
        let changes = log.connections.filter { $0.connection == 1 }.map(\.change)
        #expect(changes == (scheme == .https ? [.accepted, .secured, .closed] : [.accepted, .closed]))
        #expect(Set(log.connections.map(\.connection)).count == 14)
    }

    /// The registry says the same on both ports; origins are those of TLS.
    @Test func `a plain port is beside that of TLS`() async throws {
        let log = EventLog()
        let image = ServedImage.test()
        var plan = ServicesPlan.test(image: image, scheme: .https)
        plan.hasPlainPort = true
        try await withTestServices(plan, log: log) { puller in
            try await pull(puller, image, .https)
            #expect(log.requests.allSatisfy { $0.isInClear == nil })
            let plain = try #require(puller.services.endpoints[.registry]?.last)
            let token = try await puller.token()
            let exchange = try await TestExchange.start(
                port: Int(plain.port), trusting: nil, host: nil,
                sending: Array(
                    ("GET /v2/library/demo/manifests/1 HTTP/1.1\r\nHost: registry.test\r\nConnection: close\r\n"
                        + "Authorization: Bearer \(token)\r\n\r\n").utf8))
            #expect(try await exchange.finished().body == image.tagTarget.bytes)
        }
        let request = try #require(log.requests.last)
        #expect(request.isInClear == true && request.authorization == "bearer" && request.host == .registry)
        #expect(log.connections.filter { $0.connection == request.connection }.map(\.change) == [.accepted, .closed])
    }

    @Test func `several requests go over one connection`() async throws {
        let log = EventLog()
        try await withTestServices(.test(), log: log) { puller in
            let one = "GET /v2/ HTTP/1.1\r\nHost: registry.test\r\n"
            let bytes = Array((one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n").utf8)
            let exchange = try await TestExchange.start(
                port: Int(puller.services.port(of: .registry) ?? 0), trusting: nil, host: "registry.test",
                sending: bytes
            )
            let answer = try await exchange.finished()
            #expect(String(decoding: exchange.received, as: UTF8.self).split(separator: "401 Unauthorized").count == 4)
            #expect(answer.end == .eof)
        }
        #expect(log.responses.count == 3 && Set(log.requests.map(\.connection)) == [1])
    }

    @Test(arguments: ["\r\n\r\n", "NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"])
    func `nonsense ends its own connection only`(text: String) async throws {
        let log = EventLog()
        try await withTestServices(.test(), log: log) { puller in
            let port = Int(puller.services.port(of: .registry) ?? 0)
            let exchange = try await TestExchange.start(
                port: port, trusting: nil, host: "", sending: Array(text.utf8)
            )
            try? await exchange.channel.close().get()
            // The services have read what came before the end.
            #expect(try await log.waits { $0.connections.contains { $0.change == .closed } })
            #expect(try await puller.get(.registry, "/v2/").status == 401)
        }
    }
}
