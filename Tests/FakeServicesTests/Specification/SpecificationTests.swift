import Faults
import Foundation
import ImageContent
import Testing

@testable import FakeServices

/// Every answer of a clean pull keeps the rules of the distribution specification and of HTTP.
@Suite struct SpecificationTests {
    private static let image = ServedImage.test()

    /// A client that checks every answer.
    private struct Client: Sendable {
        let puller: TestPuller
        var token: String?

        func ask(
            _ host: Role, _ target: String, method: String = "GET", sending headers: [String] = [], body: String = ""
        ) async throws -> TestAnswer {
            // Tokens are for the registry alone.
            let all = headers + (host == .registry ? token.map { ["Authorization: Bearer \($0)"] } ?? [] : [])
            let answer = try await puller.get(host, target, method: method, headers: all, body: body)
            let rules = AnswerRules(host: host, method: method, target: target, headers: all, answer: answer)
            for rule in rules.broken {
                Issue.record("\(method) \(target) at \(host.rawValue): \(rule)\n\(answer.head)")
            }
            return answer
        }

        /// By GET and by HEAD, which say the same.
        func askTwice(
            _ host: Role, _ target: String, _ status: Int, sending headers: [String] = []
        ) async throws -> TestAnswer {
            let answer = try await ask(host, target, sending: headers)
            let head = try await ask(host, target, method: "HEAD", sending: headers)
            #expect(answer.status == status && head.status == status, "\(target): \(answer.status), \(head.status)")
            for name in ["Content-Type", "Content-Length", "Docker-Content-Digest", "ETag", "WWW-Authenticate"] {
                #expect(head[name] == answer[name], "\(name) of \(target) (RFC 9110 9.3.2)")
            }
            return answer
        }

        /// The target behind a redirect to the CDN.
        func target(of answer: TestAnswer) throws -> String {
            let url = try #require(answer["Location"].flatMap { URLComponents(string: $0) })
            #expect(url.host == "cdn.test")
            return url.percentEncodedPath + "?" + (url.percentEncodedQuery ?? "")
        }
    }

    private static func plan(
        _ scheme: Scheme, redirectsBlobs: Bool = true, hasMirror: Bool = false
    ) -> ServicesPlan {
        var plan = ServicesPlan.test(image: image, scheme: scheme, redirectsBlobs: redirectsBlobs)
        if hasMirror {
            plan.mirrorImage = image
            let anywhere = plan.bindAddresses?[.registry]
            plan.bindAddresses?[.mirror] = anywhere
        }
        return plan
    }

    /// Follows the challenge as a client does that knows nothing else of the registry.
    private func authorized(_ client: Client, _ path: String) async throws -> Client {
        let refused = try await client.askTwice(.registry, path, 401)
        let challenge = try #require(refused["WWW-Authenticate"])
        func parameter(_ name: String) -> String? {
            challenge.split(separator: "\(name)=\"", maxSplits: 1).dropFirst().first?.split(separator: "\"").first
                .map(String.init)
        }
        let service = try #require(parameter("service"))
        let scope = try #require(parameter("scope"))
        #expect(scope == "repository:library/demo:pull")
        #expect(parameter("realm")?.hasSuffix("/token") == true)
        let answer = try await client.ask(.auth, "/token?service=\(service)&scope=\(scope)")
        #expect(answer.status == 200 && answer["Content-Type"] == "application/json")
        // RFC 6749 section 5.1.
        #expect(answer["Cache-Control"] == "no-store")
        let grant = try JSONDecoder().decode(Grant.self, from: Data(answer.body))
        #expect(grant.token == grant.accessToken && grant.expiresIn >= 60)
        #expect(try Date(grant.issuedAt, strategy: .iso8601).timeIntervalSinceNow > -60)
        var authorized = client
        authorized.token = grant.token
        return authorized
    }

    /// distribution, "Token Authentication Specification", "Token Response Fields".
    private struct Grant: Decodable {
        let token: String
        let accessToken: String
        let expiresIn: Int
        let issuedAt: String

        private enum CodingKeys: String, CodingKey {
            case token
            case accessToken = "access_token"
            case expiresIn = "expires_in"
            case issuedAt = "issued_at"
        }
    }

    @Test(arguments: Scheme.allCases, [true, false])
    func theRegistryKeepsThemInAWholePull(scheme: Scheme, redirects: Bool) async throws {
        try await withTestServices(Self.plan(scheme, redirectsBlobs: redirects)) { puller in
            let tag = "/v2/library/demo/manifests/1"
            let client = try await authorized(Client(puller: puller), tag)
            #expect(try await client.askTwice(.registry, "/v2/", 200).body.isEmpty == false)
            try await pull(from: .registry, client, redirects: redirects)
        }
    }

    @Test(arguments: Scheme.allCases) func theMirrorKeepsThemInAWholePull(scheme: Scheme) async throws {
        try await withTestServices(Self.plan(scheme, hasMirror: true)) { puller in
            let client = Client(puller: puller)
            _ = try await client.askTwice(.mirror, "/v2/", 200)
            try await pull(from: .mirror, client, redirects: false)
        }
    }

    /// Index, manifest, config and layers, and what a client may ask beside them.
    private func pull(from host: Role, _ client: Client, redirects: Bool) async throws {
        let (image, base) = (Self.image, "/v2/library/demo")
        let index = try await client.askTwice(host, "\(base)/manifests/1", 200)
        #expect(index.body == image.tagTarget.bytes)
        let digest = try #require(index["Docker-Content-Digest"])
        #expect(try await client.askTwice(host, "\(base)/manifests/\(digest)", 200).body == index.body)
        let manifest = try await client.askTwice(host, "\(base)/manifests/\(image.truth.manifestDigest)", 200)
        let tag = try #require(manifest["ETag"])
        let same = try await client.ask(
            host, "\(base)/manifests/\(image.truth.manifestDigest)", sending: ["If-None-Match: \(tag)"])
        #expect(same.status == 304 && same["ETag"] == tag)
        for digest in image.truth.blobDigests {
            let blob = "\(base)/blobs/\(digest)"
            if redirects {
                let answer = try await client.ask(host, blob)
                #expect(answer.status == 307)
                try await content(of: digest, at: .cdn, try client.target(of: answer), client)
            } else {
                try await content(of: digest, at: host, blob, client)
            }
        }
        let tags = try await client.askTwice(host, "\(base)/tags/list", 200)
        #expect(tags.text.contains("\"1\""))
        #expect(try await client.ask(host, "\(base)/tags/list?n=0").text.contains("\"tags\":[]"))
        #expect(try await client.ask(host, "\(base)/tags/list?last=1").text.contains("\"tags\":[]"))
        try await absences(at: host, client)
    }

    /// A blob whole, by HEAD, and in parts.
    private func content(of digest: Digest, at host: Role, _ target: String, _ client: Client) async throws {
        let whole = try await client.askTwice(host, target, 200)
        #expect(Digest.sha256(of: whole.body) == digest)
        let size = whole.body.count
        for (range, expected) in [
            ("0-0", 0..<1), ("5-", 5..<size), ("-3", (size - 3)..<size), ("7-\(size + 100)", 7..<size),
        ] {
            let part = try await client.ask(host, target, sending: ["Range: bytes=\(range)"])
            #expect(part.status == 206 && part.body == Array(whole.body[expected]), "\(range)")
        }
        #expect(try await client.ask(host, target, sending: ["Range: bytes=\(size)-"]).status == 416)
        let tag = try #require(whole["ETag"])
        for (validator, status) in [(tag, 206), ("\"other\"", 200)] {
            let headers = ["Range: bytes=1-2", "If-Range: \(validator)"]
            #expect(try await client.ask(host, target, sending: headers).status == status)
        }
        // Of these a server may ignore each (RFC 9110 section 14.2).
        for range in ["bytes=5-2", "lines=1-2", "bytes=x"] {
            #expect(try await client.ask(host, target, sending: ["Range: \(range)"]).status == 200)
        }
    }

    /// What is not there.
    private func absences(at host: Role, _ client: Client) async throws {
        let unknown = "sha256:" + String(repeating: "0", count: 64)
        for target in ["manifests/none", "manifests/\(unknown)", "blobs/\(unknown)"] {
            _ = try await client.askTwice(host, "/v2/library/demo/\(target)", 404)
        }
        for method in ["PUT", "DELETE", "PATCH"] {
            let answer = try await client.ask(host, "/v2/library/demo/manifests/1", method: method)
            #expect(answer.status == 405)
        }
        #expect(try await client.ask(host, "/v2/library/demo/blobs/sha256:0").status == 400)
        #expect(try await client.ask(host, "/nothing").status == 404)
    }

    /// distribution-spec 1.1, "Listing Tags".
    @Test func pagesOfTagsLeadFromOneToTheNext() async throws {
        var plan = Self.plan(.http)
        plan.behavior.moreTags = 5
        plan.behavior.tagsPage = 2
        try await withTestServices(plan) { puller in
            let base = "/v2/library/demo/tags/list"
            let client = try await authorized(Client(puller: puller), base)
            var found: [String] = []
            var next: String? = base + "?n=100"
            while let target = next, found.count < 100 {
                let page = try await client.askTwice(.registry, target, 200)
                let tags = try JSONDecoder().decode(Tags.self, from: Data(page.body)).tags
                #expect((1...2).contains(tags.count))
                found += tags
                // RFC 8288 section 3.
                next = try page["Link"].map { link in
                    let match = try #require(link.wholeMatch(of: /<(\/[^>]+)>; *rel="next"/), "\(link)")
                    return String(match.1)
                }
            }
            #expect(found.count == 6 && found == found.sorted() && Set(found).count == 6)
            for tag in found {
                #expect(try await client.askTwice(.registry, "/v2/library/demo/manifests/\(tag)", 200).status == 200)
            }
            let none = try await client.ask(.registry, base + "?n=0")
            #expect(none["Link"] == nil && none.text.contains("\"tags\":[]"))
        }
    }

    private struct Tags: Decodable { let tags: [String] }

    /// distribution-spec 1.1, "Listing Referrers".
    @Test func referrersLeadToManifestsAboutTheSubject() async throws {
        var plan = Self.plan(.http, redirectsBlobs: false)
        plan.behavior.referrers = .one
        try await withTestServices(plan) { puller in
            let client = try await authorized(Client(puller: puller), "/v2/library/demo/manifests/1")
            let subject = Self.image.tagTarget.digest
            let base = "/v2/library/demo/referrers/\(subject)"
            let list = try await client.askTwice(.registry, base, 200)
            let entries = try JSONDecoder().decode(Index.self, from: Data(list.body)).manifests
            let entry = try #require(entries.first)
            #expect(entries.count == 1)
            let artifact = try await client.askTwice(.registry, "/v2/library/demo/manifests/\(entry.digest)", 200)
            #expect(artifact.body.count == entry.size && artifact["Content-Type"] == entry.mediaType)
            let manifest = try JSONDecoder().decode(Artifact.self, from: Data(artifact.body))
            #expect(manifest.subject.digest == "\(subject)" && manifest.artifactType == entry.artifactType)
            for blob in manifest.layers {
                let answer = try await client.askTwice(.registry, "/v2/library/demo/blobs/\(blob.digest)", 200)
                #expect(answer.body.count == blob.size)
            }
            let filtered = try await client.ask(.registry, base + "?artifactType=another/type")
            #expect(filtered["OCI-Filters-Applied"] == "artifactType" && filtered.text.contains("\"manifests\":[]"))
            let other = try await client.ask(
                .registry, "/v2/library/demo/referrers/\(Self.image.truth.layerDigests[0])")
            #expect(other.status == 200 && other.text.contains("\"manifests\":[]"))
        }
    }

    private struct Described: Decodable {
        let mediaType: String
        let digest: String
        let size: Int
        let artifactType: String?
    }

    private struct Index: Decodable { let manifests: [Described] }

    private struct Artifact: Decodable {
        let artifactType: String
        let subject: Described
        let layers: [Described]
    }

    @Test func refusalsKeepThem() async throws {
        try await withTestServices(Self.plan(.http)) { puller in
            var client = try await authorized(Client(puller: puller), "/v2/library/demo/tags/list")
            // The token is for another repository.
            #expect(try await client.ask(.registry, "/v2/library/other/manifests/1").status == 401)
            client.token = "nonsense"
            let refused = try await client.ask(.registry, "/v2/library/demo/manifests/1")
            #expect(refused.status == 401 && refused["WWW-Authenticate"]?.contains("invalid_token") == true)
            #expect(try await client.ask(.auth, "/token", method: "DELETE").status == 405)
            #expect(try await client.ask(.auth, "/other").status == 404)
            #expect(try await client.ask(.cdn, "/blobs/sha256/00").status == 403)
            #expect(try await client.ask(.cdn, "/", method: "POST").status == 405)
        }
    }
}
