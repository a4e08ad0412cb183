import Faults
import FoundationEssentials
import ImageContent
import Testing

@testable import FakeServices

/// Registries that behave like those that people use, asked over sockets.
@Suite struct RegistryLikeTests {
    static let credentials = ServicesPlan.Credentials(user: "me", password: "secret")
    static let basic = "Authorization: Basic bWU6c2VjcmV0"
    static let wrong = "Authorization: Basic bWU6d3Jvbmc="
    let log = EventLog()
    let image = ServedImage.test()

    /// - Parameter needsPassword: whether nobody gets in without one.
    func plan(_ behavior: RegistryBehavior, needsPassword: Bool = false, redirects: Bool = true) -> ServicesPlan {
        .test(
            ServicesPlan(
                image: image, scheme: .http, behavior: behavior, credentials: needsPassword ? Self.credentials : nil,
                redirectsBlobs: redirects))
    }

    func url(_ host: Role, _ path: String, _ puller: TestPuller) -> String {
        "http://\(host.hostName):\(puller.services.port(of: host) ?? 0)\(path)"
    }

    /// Every answer keeps the rules of the specification and of HTTP, whatever the registry is like.
    func ask(
        _ puller: TestPuller, _ host: Role, _ target: String, headers: [String] = []
    ) async throws -> TestAnswer {
        let answer = try await puller.get(host, target, headers: headers)
        let rules = AnswerRules(host: host, method: "GET", target: target, headers: headers, answer: answer)
        for rule in rules.broken { Issue.record("\(target) at \(host.rawValue): \(rule)\n\(answer.head)") }
        return answer
    }

    /// Token, manifest and one layer, as a puller asks for them.
    @Test(arguments: RegistryKind.allCases) func `each kind lets a client pull by its own way`(
        kind: RegistryKind
    ) async throws {
        let behavior = RegistryBehavior(like: kind)
        let plan = plan(behavior, needsPassword: kind.requiresCredentials, redirects: kind.redirectsBlobs)
        try await withTestServices(plan, log: log) { puller in
            let ping = try await ask(puller, .registry, "/v2/")
            var headers: [String] = []
            switch behavior.login {
            case .none: #expect(ping.status == 200)
            case .basic:
                #expect(ping.status == 401 && ping["WWW-Authenticate"]?.hasPrefix("Basic realm=") == true)
                headers = [Self.basic]
            case .tokenService, .ownTokens:
                let host: Role = behavior.login == .ownTokens ? .registry : .auth
                let realm = #"Bearer realm="\#(url(host, "/token", puller))""#
                let service = behavior.namesServiceToPing ? #",service="registry.test""# : ""
                #expect(ping.status == 401 && ping["WWW-Authenticate"] == realm + service)
                let target = "/token?service=registry.test&scope=repository:library/demo:pull"
                let answer = try await ask(puller, host, target)
                let token = answer.text.split(separator: "\"").first { $0.hasPrefix("ey") }
                headers = ["Authorization: Bearer \(try #require(token))"]
            }
            let manifest = try await ask(puller, .registry, "/v2/library/demo/manifests/1", headers: headers)
            #expect(manifest.status == 200 && manifest.body == image.tagTarget.bytes)
            let digest = image.truth.layerDigests[0]
            let first = try await ask(puller, .registry, "/v2/library/demo/blobs/\(digest)", headers: headers)
            guard kind.redirectsBlobs else {
                #expect(first.status == 200 && Digest.sha256(of: first.body) == digest)
                return
            }
            let store: Role = behavior.redirectTarget == .registry ? .registry : .cdn
            #expect(first.status == behavior.redirectStatus)
            let location = try #require(first["Location"])
            let base = url(store, "", puller)
            #expect(location.hasPrefix(base + "/blobs/"))
            let target = String(location.dropFirst(base.count))
            let blob = try await ask(puller, store, target)
            #expect(blob.status == 200 && Digest.sha256(of: blob.body) == digest)
            let shown = try await ask(puller, store, target, headers: headers)
            #expect(shown.status == (behavior.bucket == .lenient || headers.isEmpty ? 200 : 400))
            if shown.status == 400 { #expect(shown.text.contains("<Error><Code>Invalid")) }
        }
        let layers = log.requests.filter { $0.resource == .layer(1) }
        #expect(layers.count == (kind.redirectsBlobs ? 3 : 1))
        #expect(Set(layers.map(\.host)).contains(.cdn) == (kind.redirectsBlobs && behavior.redirectTarget == .cdn))
    }

    @Test func `a token has the names of the registry, and forms are taken or not`() async throws {
        for (kind, names, status) in [
            (RegistryKind.acr, ["access_token"], 200), (.quay, ["token"], 405),
            (.harbor, ["access_token", "token"], 405),
            (.ghcr, ["access_token", "token"], 200),
        ] {
            try await withTestServices(plan(RegistryBehavior(like: kind), needsPassword: true)) { puller in
                let target = "/token?service=registry.test&scope=repository:library/demo:pull"
                let answer = try await puller.get(.registry, target, headers: [Self.basic])
                let body = try JSONDecoder().decode(Answer.self, from: Data(answer.body))
                let given = [body.accessToken.map { _ in "access_token" }, body.token.map { _ in "token" }]
                #expect(given.compactMap(\.self) == names, "\(kind)")
                #expect((body.expiresIn != nil) == RegistryBehavior(like: kind).saysExpiry, "\(kind)")
                let form = "grant_type=password&username=me&password=secret&service=registry.test"
                let posted = try await puller.get(.registry, "/token", method: "POST", body: form)
                #expect(posted.status == status, "\(kind)")
                #expect(try await puller.get(.auth, "/v2/").status == 404)
            }
        }
    }

    private struct Answer: Decodable {
        let token: String?
        let accessToken: String?
        let expiresIn: Int?

        private enum CodingKeys: String, CodingKey {
            case token
            case accessToken = "access_token"
            case expiresIn = "expires_in"
        }
    }

    @Test(
        arguments: [
            (RegistryKind.dockerHub, 401, "incorrect username or password"), (.ghcr, 403, "denied"),
            (.quay, 401, "Specified credentials are invalid"), (.harbor, 401, ""),
            (.acr, 401, "visit https://aka.ms/acr/authorization"), (.gar, 401, "No valid credential was supplied."),
        ] as [(RegistryKind, Int, String)])
    func `a wrong password is refused, whether or not one is needed`(
        kind: RegistryKind, status: Int, text: String
    ) async throws {
        let behavior = RegistryBehavior(like: kind)
        let host: Role = behavior.login == .ownTokens ? .registry : .auth
        for needsPassword in [false, true] {
            try await withTestServices(plan(behavior, needsPassword: needsPassword)) { puller in
                let target = "/token?service=registry.test&scope=repository:library/demo:pull"
                let refused = try await puller.get(host, target, headers: [Self.wrong])
                #expect(refused.status == status && (text.isEmpty ? refused.body.isEmpty : refused.text.contains(text)))
                let anonymous = try await puller.get(host, target)
                #expect(anonymous.status == (needsPassword ? 401 : 200))
            }
        }
    }

    @Test func `Basic lets only the right password pass, and says so in ECR's words`() async throws {
        try await withTestServices(plan(RegistryBehavior(like: .ecr), needsPassword: true)) { puller in
            for headers in [[], [Self.wrong], ["Authorization: Bearer x"]] {
                let refused = try await puller.get(.registry, "/v2/library/demo/manifests/1", headers: headers)
                #expect(refused.status == 401 && refused.text == "Not Authorized\n")
                #expect(refused["WWW-Authenticate"]?.hasSuffix(#",service="ecr.amazonaws.com""#) == true)
            }
            let absent = try await puller.get(.registry, "/v2/library/x/manifests/1", headers: [Self.basic])
            #expect(absent.status == 404 && absent.text.contains("The repository with name 'library/x' does not exist"))
        }
    }

    @Test func `manifests by GET count against the limit, by HEAD they do not`() async throws {
        let behavior = RegistryBehavior(login: .none, saysLimits: true)
        try await withTestServices(plan(behavior)) { puller in
            var told: [String?] = []
            for method in ["HEAD", "GET", "HEAD", "GET"] {
                let answer = try await puller.get(.registry, "/v2/library/demo/manifests/1", method: method)
                #expect(answer["ratelimit-limit"] == "100;w=21600")
                told.append(answer["ratelimit-remaining"])
            }
            #expect(told == ["100;w=21600", "99;w=21600", "99;w=21600", "98;w=21600"])
        }
    }
}
