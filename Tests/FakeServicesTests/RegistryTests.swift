import Faults
import ImageContent
import Testing

@testable import FakeServices

@Suite struct RegistryTests {
    let image = ServedImage.test()
    let signer: TokenSigner
    let registry: Registry
    let signed = SignedURL(base: "https://cdn.test", now: { 1000 })

    init() async {
        signer = await TokenSigner()
        let gate = TokenGate(
            signer: signer, realm: "https://auth.test/token", service: "registry.test", now: { 1000 },
            faults: EventLog().hooks().chain([])
        )
        registry = Registry(content: ServedContent(ServicesPlan(image: image)), gate: gate, redirect: nil)
    }

    func token(
        repository: String = "library/demo", actions: [String] = ["pull"], from: Int = 900, until: Int = 1300,
        audience: String = "registry.test"
    ) async throws -> String {
        try await signer.sign(
            TokenClaims(
                issuer: "auth.test", subject: "", audience: audience, expiry: until, notBefore: from, issuedAt: from,
                identifier: "1", access: [AccessEntry(type: "repository", name: repository, actions: actions)]
            )
        )
    }

    func ask(
        _ path: String, method: String = "GET", headers: [(name: String, value: String)] = [], token: String? = nil
    ) async throws -> HTTPReply {
        var bearer = token
        if bearer == nil { bearer = try await self.token() }
        let all = headers + [(name: "authorization", value: "Bearer \(bearer ?? "")")]
        return await registry.reply(to: ServiceRequest(method: method, target: path, headers: all)).reply
    }

    @Test(
        arguments: [
            ("GET", "/v2/", 200, nil),
            ("HEAD", "/v2", 200, nil),
            ("GET", "/v2/library/demo/manifests/1", 200, nil),
            ("HEAD", "/v2/library/demo/manifests/1", 200, nil),
            ("GET", "/v2/library/demo/manifests/2", 404, "MANIFEST_UNKNOWN"),
            ("GET", "/v2/library/demo/manifests/sha256:00", 404, "MANIFEST_UNKNOWN"),
            ("GET", "/v2/library/demo/manifests/%zz%", 404, "MANIFEST_UNKNOWN"),
            ("GET", "/v2/library/demo/blobs/sha256:00", 400, "DIGEST_INVALID"),
            ("GET", "/v2/library/demo/blobs/sha256:" + String(repeating: "0", count: 64), 404, "BLOB_UNKNOWN"),
            ("GET", "/v2/library/demo/tags/list", 200, nil),
            ("GET", "/v2/library/demo/tags/list?n=x", 400, "PAGINATION_NUMBER_INVALID"),
            ("GET", "/v2/library/demo/tags/list?n=%2B5", 400, "PAGINATION_NUMBER_INVALID"),
            ("GET", "/v2/library/demo/tags/list?n=5", 200, nil),
            ("PUT", "/v2/library/demo/manifests/1", 405, "UNSUPPORTED"),
            ("POST", "/v2/library/demo/blobs/uploads", 405, "UNSUPPORTED"),
            ("GET", "/v1/search", 404, nil),
            ("GET", "/v2/manifests/1", 404, nil),
            ("GET", "", 404, nil),
            ("GET", "//v2//", 200, nil),
            ("GET", "?%%%", 404, nil),
        ] as [(String, String, Int, String?)])
    func `the registry answers as the specification says`(
        method: String, path: String, status: Int, code: String?
    ) async throws {
        let reply = try await ask(path, method: method)
        #expect(reply.status == status)
        #expect(reply["Docker-Distribution-Api-Version"] == "registry/2.0")
        if let code { #expect(reply.text.contains(#""code":"\#(code)""#)) }
        if status == 404, code == nil { #expect(reply.text == "404 page not found\n") }
    }

    @Test func `a manifest comes with its digest, type and tag, by tag and by digest`() async throws {
        let target = image.tagTarget
        for reference in ["1", "\(target.digest)", "\(target.digest)".replacing(":", with: "%3A")] {
            let reply = try await ask("/v2/library/demo/manifests/\(reference)")
            #expect(reply["Docker-Content-Digest"] == "\(target.digest)")
            #expect(reply["Content-Type"] == target.mediaType)
            #expect(reply["Content-Length"] == "\(target.bytes.count)")
            #expect(reply.bytes == target.bytes)
        }
        let tag = "\"\(target.digest)\""
        let cached = try await ask("/v2/library/demo/manifests/1", headers: [("If-None-Match", tag)])
        #expect(cached.status == 304)
        #expect(cached.body.count == 0)
    }

    @Test func `a blob is served whole or in part`() async throws {
        let digest = image.truth.layerDigests[0]
        let size = image.truth.layerSizes[0]
        let path = "/v2/library/demo/blobs/\(digest)"
        let whole = try await ask(path)
        #expect(whole.status == 200 && whole.body.count == size && Digest.sha256(of: whole.bytes) == digest)
        let part = try await ask(path, headers: [("Range", "bytes=10-19")])
        #expect(part.status == 206 && part["Content-Range"] == "bytes 10-19/\(size)")
        #expect(part.bytes == Array(whole.bytes[10..<20]))
        let several = try await ask(path, headers: [("Range", "bytes=0-0,10-19")])
        #expect(several.status == 206 && several["Content-Type"]?.hasPrefix("multipart/byteranges; boundary=") == true)
        let beyond = try await ask(path, headers: [("Range", "bytes=\(size)-")])
        #expect(beyond.status == 416 && beyond["Content-Range"] == "bytes */\(size)" && beyond.body.count == 0)
        let stale = try await ask(path, headers: [("Range", "bytes=10-19"), ("If-Range", "\"other\"")])
        #expect(stale.status == 200)
        let head = try await ask(path, method: "HEAD", headers: [("Range", "bytes=10-19")])
        #expect(head.status == 200 && head["Content-Length"] == "\(size)")
    }

    @Test(arguments: [("", #""1""#), ("?n=0", ""), ("?n=5", #""1""#), ("?last=1", ""), ("?last=0&n=1", #""1""#)])
    func `tags are listed in pages`(query: String, tags: String) async throws {
        let reply = try await ask("/v2/library/demo/tags/list\(query)")
        #expect(reply.text == #"{"name":"library/demo","tags":[\#(tags)]}"#)
    }

    @Test func `a blob is redirected to a URL that the CDN accepts, and only that`() async throws {
        let digest = image.truth.layerDigests[0]
        let redirecting = Registry(content: registry.content, gate: registry.gate, redirect: signed)
        let token = try await token()
        let request = ServiceRequest(
            method: "GET", target: "/v2/library/demo/blobs/\(digest)", headers: [("Authorization", "Bearer \(token)")]
        )
        let reply = await redirecting.reply(to: request).reply
        #expect(reply.status == 307)
        let location = try #require(reply["Location"])
        #expect(location.hasPrefix("https://cdn.test/blobs/sha256/\(digest.hex)?expires=2200&signature="))
        let target = String(location.dropFirst("https://cdn.test".count))
        let cdn = ContentDelivery(content: registry.content, signed: signed)
        func status(_ target: String, _ method: String = "GET") async -> Int {
            // The CDN must accept an Authorization header that a client kept after the redirect.
            let headers = [(name: "Authorization", value: "Bearer x")]
            return await cdn.reply(to: ServiceRequest(method: method, target: target, headers: headers)).reply.status
        }
        #expect(await status(target) == 200)
        #expect(await status(target, "HEAD") == 200)
        #expect(await status(target, "PUT") == 405)
        #expect(await status(target + "0") == 403)
        #expect(await status(target.replacing("expires=2200", with: "expires=2201")) == 403)
        #expect(await status("/blobs/sha256/\(digest.hex)") == 403)
        #expect(await status("") == 403)
        var late = SignedURL(base: "https://cdn.test", now: { 1000 })
        late.lifetime = -1
        let old = String(late.url(of: digest).dropFirst("https://cdn.test".count))
        let oldReply = await ContentDelivery(content: registry.content, signed: late)
            .reply(to: ServiceRequest(method: "GET", target: old)).reply
        #expect(oldReply.status == 403 && oldReply.text.contains("Request has expired"))
    }

    @Test func `requests are named by what they are about`() throws {
        let truth = image.truth
        let config = try #require(truth.configDigest)
        for (path, word) in [
            ("/v2/", "ping"), ("/v2/library/demo/manifests/1", "index"),
            ("/v2/library/demo/manifests/\(truth.manifestDigest)", "manifest"),
            ("/v2/library/demo/blobs/\(config)", "config"),
            ("/v2/library/demo/blobs/\(truth.layerDigests[1])", "layer-2"), ("/v2/library/demo/tags/list", "tags"),
            ("/v2/library/demo/manifests/9", "other"), ("/v2/other/manifests/1", "other"), ("/", "other"),
        ] {
            #expect(registry.resource(of: ServiceRequest(method: "GET", target: path)).name == word)
        }
    }

    @Test func `without a good token there is a challenge that says why`() async throws {
        let demo = #"realm="https://auth.test/token",service="registry.test",scope="repository:library/demo:pull""#
        let path = "/v2/library/demo/manifests/1"
        let none = await registry.reply(to: ServiceRequest(method: "GET", target: path)).reply
        #expect(none.status == 401 && none["WWW-Authenticate"] == "Bearer \(demo)")
        let ping = await registry.reply(to: ServiceRequest(method: "GET", target: "/v2/")).reply
        #expect(ping["WWW-Authenticate"] == #"Bearer realm="https://auth.test/token",service="registry.test""#)
        let foreign = await TokenSigner()
        let forged = try await foreign.sign(
            TokenClaims(
                issuer: "auth.test", subject: "", audience: "registry.test", expiry: 2000, notBefore: 0, issuedAt: 0,
                identifier: "1", access: [AccessEntry(type: "repository", name: "library/demo", actions: ["pull"])]
            )
        )
        for (token, error) in [
            (try await token(from: 0, until: 1000), "invalid_token"),
            (try await token(from: 1001), "invalid_token"),
            (try await token(audience: "other.test"), "invalid_token"),
            (forged, "invalid_token"),
            ("nonsense", "invalid_token"),
            (try await token(repository: "library/other"), "insufficient_scope"),
            (try await token(actions: ["push"]), "insufficient_scope"),
        ] {
            let reply = try await ask(path, token: token)
            #expect(reply.status == 401 && reply["WWW-Authenticate"] == #"Bearer \#(demo),error="\#(error)""#)
        }
        let odd = await registry.reply(to: ServiceRequest(method: "GET", target: "/v2/a%22b/manifests/1")).reply
        #expect(odd["WWW-Authenticate"]?.contains("scope") == false)
    }
}

extension HTTPReply {
    var bytes: [UInt8] {
        switch body {
        case .bytes(let bytes): bytes
        case .blob(let blob, let range): blob.read(at: range.lowerBound, count: range.count)
        case .parts(let parts): parts.bytes
        }
    }
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
