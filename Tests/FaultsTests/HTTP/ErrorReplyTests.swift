import Faults
import Testing

@Suite struct ErrorReplyTests {
    private func said(_ status: Int, _ host: Role, _ resource: Resource) -> (type: String?, text: String) {
        let facts = RequestFacts(host: host, method: "GET", resource: resource)
        let reply = ErrorReply(status: status, about: facts).reply
        guard case .bytes(let body) = reply.body else { return (nil, "") }
        return (reply["Content-Type"], String(decoding: body, as: UTF8.self))
    }

    /// distribution-spec, "Error Codes"; distribution, errcode/register.go and v2/errors.go.
    @Test(
        arguments: [
            (404, .registry, .manifest, "MANIFEST_UNKNOWN"), (404, .registry, .index, "MANIFEST_UNKNOWN"),
            (404, .mirror, .manifest, "MANIFEST_UNKNOWN"), (404, .registry, .layer(2), "BLOB_UNKNOWN"),
            (404, .registry, .config, "BLOB_UNKNOWN"), (404, .registry, .tags, "NAME_UNKNOWN"),
            (404, .registry, .other, "NAME_UNKNOWN"), (400, .registry, .layer(1), "DIGEST_INVALID"),
            (401, .registry, .manifest, "UNAUTHORIZED"), (401, .auth, .token, "UNAUTHORIZED"),
            (403, .auth, .token, "DENIED"), (405, .registry, .ping, "UNSUPPORTED"),
            (429, .registry, .layer(1), "TOOMANYREQUESTS"), (503, .registry, .manifest, "UNAVAILABLE"),
            (502, .registry, .manifest, "UNKNOWN"), (418, .registry, .manifest, "UNKNOWN"),
        ] as [(Int, Role, Resource, String)])
    func aRegistrySaysTheCodeOfItsSpecification(status: Int, host: Role, resource: Resource, code: String) {
        let (type, text) = said(status, host, resource)
        #expect(type == "application/json")
        #expect(text.hasPrefix(#"{"errors":[{"code":"\#(code)","message":""#))
    }

    /// Amazon S3 API Reference, "List of error codes".
    @Test(arguments: [
        (403, "AccessDenied"), (404, "NoSuchKey"), (416, "InvalidRange"), (429, "SlowDown"), (500, "InternalError"),
        (503, "SlowDown"), (418, "InvalidRequest"),
    ])
    func aCDNAnswersAsStorageDoes(status: Int, code: String) {
        let (type, text) = said(status, .cdn, .layer(1))
        #expect(type == "application/xml")
        #expect(text.contains("<Error><Code>\(code)</Code><Message>"))
    }

    @Test func aProxyAnswersInPlainText() {
        let (type, text) = said(502, .proxy, .connect(to: .registry))
        #expect(type == "text/plain" && text == "proxy.test: bad gateway\n")
    }

    @Test func whatIsSaidCannotLeaveItsPlace() {
        let hostile = "a\"</Message>\\&\n"
        func body(_ form: ErrorReply.Form) -> String {
            String(
                decoding: ErrorReply(status: 400, code: "X", message: hostile, form: form).body, as: UTF8.self)
        }
        #expect(body(.registry) == #"{"errors":[{"code":"X","message":"a\"</Message>\\&\n"}]}"#)
        #expect(body(.storage).contains("<Message>a\"&lt;/Message&gt;\\&amp;\n</Message>"))
    }
}
