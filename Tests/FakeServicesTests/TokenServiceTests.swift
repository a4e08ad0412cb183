import Faults
import Foundation
import Testing

@testable import FakeServices

@Suite struct TokenServiceTests {
    let log = EventLog()
    let signer: TokenSigner

    init() async { signer = await TokenSigner() }

    func service(
        credentials: ServicesPlan.Credentials? = nil, faults: [ArmedFault] = []
    ) -> TokenService {
        TokenService(
            signer: signer, credentials: credentials, lifetime: 300, faults: faults, hooks: log.hooks(),
            service: "registry.test", now: { 1_000_000 }
        )
    }

    struct Answer: Decodable {
        var token: String
        var accessToken: String
        var expiresIn: Int?
        var issuedAt: String

        private enum CodingKeys: String, CodingKey {
            case token
            case accessToken = "access_token"
            case expiresIn = "expires_in"
            case issuedAt = "issued_at"
        }
    }

    func answer(_ reply: HTTPReply) throws -> Answer { try JSONDecoder().decode(Answer.self, from: Data(reply.bytes)) }

    let query = "/token?service=registry.test&scope=repository%3Alibrary%2Fdemo%3Apull,push&account=me"

    @Test func `anybody gets a token to pull`() async throws {
        let reply = await service().reply(to: ServiceRequest(method: "GET", target: query)).reply
        let answer = try answer(reply)
        #expect(reply.status == 200 && answer.token == answer.accessToken && answer.expiresIn == 300)
        #expect(answer.issuedAt == "1970-01-12T13:46:40Z")
        let claims = try #require(await signer.claims(of: answer.token))
        #expect(claims.expiry == 1_000_300 && claims.notBefore == 1_000_000 && claims.audience == "registry.test")
        #expect(claims.access == [AccessEntry(type: "repository", name: "library/demo", actions: ["pull"])])
        #expect(log.tokens.map(\.scope) == ["repository:library/demo:pull,push"])
        #expect(log.tokens.map(\.isGranted) == [true] && log.tokens.map(\.isAnonymous) == [true])
    }

    @Test(
        arguments: [
            (nil, "", 401),
            ("Basic bWU6c2VjcmV0", "", 200),
            ("basic bWU6c2VjcmV0", "", 200),
            ("Basic bWU6d3Jvbmc=", "", 401),
            ("Basic %%%", "", 401),
            ("Basic", "", 401),
            (nil, "grant_type=password&username=me&password=secret&scope=repository:library/demo:pull", 200),
            (nil, "grant_type=password&username=me&password=wrong", 401),
            (nil, "grant_type=refresh_token&refresh_token=x", 401),
        ] as [(String?, String, Int)])
    func `credentials are required when they are set`(header: String?, form: String, status: Int) async {
        let service = service(credentials: .init(user: "me", password: "secret"))
        let headers = header.map { [(name: "Authorization", value: $0)] } ?? []
        let request = ServiceRequest(
            method: form.isEmpty ? "GET" : "POST", target: form.isEmpty ? query : "/token", headers: headers,
            body: Array(form.utf8)
        )
        let reply = await service.reply(to: request).reply
        #expect(reply.status == status)
        #expect(log.tokens.map(\.isGranted) == [status == 200])
    }

    @Test func `without a service the token is for the registry`() async throws {
        for target in [
            "/token?scope=repository:library/demo:pull", "/token?service=&scope=repository:library/demo:pull",
        ] {
            let reply = await service().reply(to: ServiceRequest(method: "GET", target: target)).reply
            let claims = try #require(await signer.claims(of: try answer(reply).token))
            #expect(claims.audience == "registry.test")
        }
    }

    @Test func `auth faults edit the grant`() async throws {
        let dead = ArmedFault.test(
            EditGrant {
                $0.expiry = -60
                $0.issuedAt = -360
                $0.notBefore = -360
            },
            first: 1
        )
        let service = service(faults: [dead])
        let first = await service.reply(to: ServiceRequest(method: "GET", target: query))
        let answer = try answer(first.reply)
        let claims = try #require(await signer.claims(of: answer.token))
        #expect(first.faults == [0] && !claims.isLive(at: 1_000_000) && answer.expiresIn == 300)
        let second = await service.reply(to: ServiceRequest(method: "GET", target: query))
        let healthy = try #require(await signer.claims(of: try self.answer(second.reply).token))
        #expect(second.faults == [] && healthy.isLive(at: 1_000_000))
        #expect(log.firings == ["auth.test"] && log.tokens.map(\.lifetime) == [-60, 300])
    }

    /// RFC 9110 section 15.5.14.
    @Test(arguments: [64 << 10, (64 << 10) + 1, 1 << 20])
    func `a form that nobody reads to its end is refused as that`(size: Int) async throws {
        let form = "grant_type=refresh_token&refresh_token="
        try await withTestServices(.test(), log: log) { puller in
            let body = form + String(repeating: "x", count: size - form.utf8.count)
            let answer = try await puller.get(.auth, "/token", method: "POST", body: body)
            #expect(answer.status == (size <= 64 << 10 ? 200 : 413))
        }
        #expect(log.responses.map(\.status) == [size <= 64 << 10 ? 200 : 413])
        #expect(log.problems == [])
    }

    @Test func `a refusal has the status of the fault`() async {
        let service = service(faults: [.test(EditGrant { $0.refusal = 403 })])
        let reply = await service.reply(to: ServiceRequest(method: "GET", target: query)).reply
        #expect(reply.status == 403 && reply.text.contains("DENIED") && log.tokens.map(\.isGranted) == [false])
    }

    @Test(arguments: [
        ("DELETE", "/token", 405), ("GET", "/other", 404), ("GET", "/token?scope=%%%&scope=a:b&&=&scope", 200),
    ])
    func `odd requests are answered too`(method: String, target: String, status: Int) async {
        #expect(await service().reply(to: ServiceRequest(method: method, target: target)).reply.status == status)
    }
}
