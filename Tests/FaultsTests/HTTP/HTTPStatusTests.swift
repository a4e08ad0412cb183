import Faults
import Testing

@Suite struct HTTPStatusTests {
    private let request = RequestFacts(host: .registry, method: "GET", resource: .manifest)

    private func edited(_ parameters: KeyValuePairs<String, Document>) throws -> HTTPReply {
        var reply = HTTPReply(
            status: 200, headers: [.init("Docker-Content-Digest", "sha256:0"), .init("Content-Length", "5")],
            body: .bytes(Array("hello".utf8)))
        try fault(HTTPStatus.self, parameters).edit(&reply, to: request)
        return reply
    }

    @Test(arguments: [
        (400, "MANIFEST_INVALID", "manifest invalid"), (404, "MANIFEST_UNKNOWN", "manifest unknown"),
        (429, "TOOMANYREQUESTS", "too many requests"), (500, "UNKNOWN", "unknown error"),
        (503, "UNAVAILABLE", "service unavailable"), (599, "UNKNOWN", "unknown error"),
    ])
    func theAnswerIsAnErrorOfTheDistributionSpecification(status: Int, code: String, message: String) throws {
        let reply = try edited(["status": .scalar("\(status)")])
        #expect(reply.status == status)
        guard case .bytes(let body) = reply.body else {
            Issue.record("the body is no text")
            return
        }
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"errors":[{"code":"\#(code)","message":"\#(message)"}]}"#
        )
        #expect(reply["content-type"] == "application/json")
        #expect(reply["content-length"] == "\(body.count)")
        #expect(reply["docker-content-digest"] == nil)
        #expect(reply["retry-after"] == nil)
        #expect(reply.ending == .complete && reply.pacing == .immediate)
    }

    @Test(arguments: [("3 s", "3"), ("2 min", "120"), ("0 s", "0"), ("1 h", "3600")])
    func retryAfterIsInWholeSeconds(duration: String, header: String) throws {
        #expect(try edited(["status": "429", "retry-after": .scalar(duration)])["Retry-After"] == header)
    }

    private func text(_ reply: HTTPReply) -> String {
        if case .bytes(let body) = reply.body { String(decoding: body, as: UTF8.self) } else { "" }
    }

    @Test func codeAndMessageReplaceTheHostsOwn() throws {
        let coded = try edited(["status": "404", "code": "NAME_UNKNOWN"])
        #expect(text(coded) == #"{"errors":[{"code":"NAME_UNKNOWN","message":"manifest unknown"}]}"#)
        let said = try edited(["status": "404", "message": "gone \"for\" good"])
        #expect(text(said) == #"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"gone \"for\" good"}]}"#)
    }

    @Test func aBodyIsSentAsItIs() throws {
        let page = "<html><body>502 Bad Gateway</body></html>"
        let reply = try edited(["status": "502", "body": .scalar(page), "type": "text/html"])
        #expect(text(reply) == page && reply["Content-Type"] == "text/html")
        #expect(reply["Content-Length"] == "\(page.utf8.count)")
        #expect(try edited(["status": "502", "body": .scalar(page)])["Content-Type"] == "text/plain")
        #expect(try edited(["status": "502", "type": "text/html"])["Content-Type"] == "text/html")
    }

    @Test func aChallengeIsSentAsItIs() throws {
        let challenge = #"Bearer realm="https://auth.test/token",service="x""#
        let reply = try edited(["status": "401", "challenge": .scalar(challenge)])
        #expect(reply["WWW-Authenticate"] == challenge && reply.status == 401)
        #expect(try edited(["status": "401"])["WWW-Authenticate"] == nil)
    }

    @Test(
        arguments: [
            (
                ["fault": "http.status", "status": "401", "challenge": "a\r\nSet-Cookie: b"],
                "challenge: 'a"
            ),
            (
                ["fault": "http.status", "status": "401", "challenge": "é"],
                "challenge: 'é' has characters that are not allowed; expected a text"
            ),
            (
                ["fault": "http.status", "status": "404", "code": "X", "body": "y"],
                "code: 'code' has no place beside 'body'"
            ),
            (["fault": "http.status"], "key 'status' is missing; expected a whole number"),
            (
                ["fault": "http.status", "status": "200"],
                "status: 200 is out of range; expected a whole number from 400"
            ),
            (["fault": "http.status", "status": "600"], "status: 600 is out of range"),
            (["fault": "http.status", "status": "+503"], "status: found '+503'"),
            (["fault": "http.status", "status": "503.0"], "status: found '503.0'"),
            (
                ["fault": "http.status", "status": "503", "retry-after": "1.5 s"],
                "retry-after: 1.5 s is no whole number of seconds; expected 0 s to 1 h"
            ),
            (
                ["fault": "http.status", "status": "503", "retry-after": "900 ms"],
                "retry-after: unknown unit 'ms'; expected a duration in whole seconds such as '3 s' (units: s, min, h)"
            ),
            (["fault": "http.status", "status": "503", "retry-after": "2 h"], "retry-after: 2 h is out of range"),
            (
                ["fault": "http.status", "status": "503", "retryafter": "2 s"],
                "unknown key 'retryafter' of http.status; did you"
            ),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
