import Faults
import ImageContent
import Testing

/// The rules refuse an answer that breaks one of them, so that a good answer means something.
@Suite struct AnswerRulesTests {
    private static let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT"

    private static func broken(
        _ target: String = "/v2/", _ status: String = "200 OK", _ lines: [String] = [], body: String = "{}",
        method: String = "GET", host: Role = .registry, sending headers: [String] = []
    ) -> [String] {
        let length = lines.contains { $0.hasPrefix("Content-Length") } ? [] : ["Content-Length: \(body.utf8.count)"]
        let head = (["HTTP/1.1 \(status)", date] + length + lines).joined(separator: "\r\n")
        return AnswerRules(
            host: host, method: method, target: target, headers: headers,
            answer: TestAnswer(Array((head + "\r\n\r\n" + body).utf8), end: .eof)
        ).broken
    }

    private static let digest = "\(Digest.sha256(of: Array("{}".utf8)))"
    private static let blob = "/v2/a/blobs/\(digest)"
    private static let named = "Docker-Content-Digest: \(digest)"
    private static let tags = "Content-Type: application/json"

    @Test func goodAnswersBreakNone() {
        #expect(Self.broken() == [])
        #expect(Self.good(Self.blob, [Self.named]) == [])
        #expect(Self.good(Self.blob, [Self.named, "Content-Length: 9"], body: "", method: "HEAD") == [])
        #expect(
            Self.broken(
                Self.blob, "206 Partial Content", ["Content-Range: bytes 1-2/9"], sending: ["Range: bytes=1-2"]) == [])
        #expect(Self.good("/v2/a/tags/list", [Self.tags], body: #"{"name":"a","tags":["1","2"]}"#) == [])
        let challenge = #"WWW-Authenticate: Bearer realm="https://a/t",service="a",scope="repository:b:pull,push""#
        #expect(Self.broken("/v2/", "401 Unauthorized", [challenge]) == [])
        #expect(Self.broken("/v2/", "307 Temporary Redirect", ["Location: https://cdn.test/x"], body: "") == [])
    }

    private static func good(_ target: String, _ lines: [String], body: String = "{}", method: String = "GET")
        -> [String]
    {
        broken(target, "200 OK", lines, body: body, method: method)
    }

    @Test(
        arguments: [
            (broken(body: "{}", method: "HEAD"), "no body after HEAD"),
            (broken("/v2/", "200 OK", ["Content-Length: 3"]), "Content-Length is the length"),
            (broken("/v2/", "200 OK", ["Transfer-Encoding: chunked"]), "no Content-Length beside"),
            (broken("/v2/", "200 OK", ["ETag: abc"]), "an entity tag"),
            (broken("/v2/", "200 OK", ["ETag: \"a\"", "ETag: \"b\""]), "there once"),
            (good(blob, []), "has Docker-Content-Digest"),
            (good(blob, [named], body: "[]"), "the digest is that of the body"),
            (good("/v2/a/blobs/sha256:00", [named]), "what was asked for"),
            (good("/v2/a/manifests/1", [named, "Content-Type: a/b; c=d"]), "no parameters"),
            (
                good("/v2/a/manifests/1", [named, "Content-Type: a/b"], body: #"{"mediaType":"c/d"}"#),
                "mediaType is Content-Type"
            ),
            (broken(blob, "206 Partial Content", [], sending: ["Range: bytes=0-1"]), "206 has Content-Range"),
            (
                broken(blob, "206 Partial Content", ["Content-Range: bytes 1-3/9"], sending: ["Range: bytes=1-3"]),
                "the length of its range"
            ),
            (broken(blob, "416 Range Not Satisfiable", [], sending: ["Range: bytes=9-"]), "416 says how long"),
            (broken("/v2/", "307 Temporary Redirect", ["Location: /x"], body: ""), "a redirect has a Location"),
            (broken("/v2/", "401 Unauthorized"), "401 has WWW-Authenticate"),
            (broken("/v2/", "401 Unauthorized", ["WWW-Authenticate: Bearer"]), "a challenge is a scheme"),
            (broken("/v2/", "401 Unauthorized", ["WWW-Authenticate: Bearer realm=x"]), "a challenge is a scheme"),
            (
                broken("/v2/", "401 Unauthorized", [#"WWW-Authenticate: Bearer realm="x",error="invalid_token""#]),
                "without a token there is no error"
            ),
            (broken("/v2/", "405 Method Not Allowed"), "405 has Allow"),
            (broken("/v2/", "404 Not Found", [tags], body: "{}"), "a list of errors"),
            (
                broken("/v2/", "404 Not Found", [tags], body: #"{"errors":[{"code":"NOT_FOUND"}]}"#),
                "the code is one of"
            ),
            (
                good("/v2/a/tags/list", [tags], body: #"{"name":"a","tags":["2","1"]}"#), "tags are in order"
            ),
            (
                good("/v2/a/tags/list", [tags], body: #"{"name":"b","tags":["1"]}"#),
                "the name of the repository"
            ),
        ] as [([String], String)])
    func aBrokenRuleIsNamed(broken: [String], rule: String) {
        #expect(broken.contains { $0.contains(rule) }, "\(broken)")
    }

    @Test func anAnswerWithoutDateBreaksARule() {
        let answer = TestAnswer(Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8), end: .eof)
        #expect(
            AnswerRules(host: .cdn, method: "GET", target: "/", answer: answer).broken.map { $0.prefix(12) } == [
                "2xx, 3xx and"
            ])
    }
}
