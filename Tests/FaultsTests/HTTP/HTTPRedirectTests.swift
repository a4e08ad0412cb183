import Faults
import Testing

@Suite struct HTTPRedirectTests {
    private func location(_ parameters: KeyValuePairs<String, Document>, _ target: String = "/v2/a?x=1") throws
        -> String?
    {
        var reply = HTTPReply.said([1], as: "text/plain", status: 200)
        let request = RequestFacts(host: .registry, method: "GET", resource: .manifest, target: target)
        try fault(HTTPRedirect.self, parameters).edit(&reply, to: request)
        #expect(reply.status == (reply["Location"] == nil ? 200 : 307))
        return reply["Location"]
    }

    @Test(arguments: [
        ("itself", "/v2/a?x=1"), ("dead-host", "//198.18.1.55/v2/a?x=1"),
        ("closed-port", "//registry.test:4430/v2/a?x=1"), ("plain-http", "http://registry.test/v2/a?x=1"),
    ])
    func itLeadsWhereItSays(to: String, expected: String) throws {
        #expect(try location(["to": .scalar(to)]) == expected)
    }

    @Test func wrongParametersAreRefused() {
        #expect(
            complaint(aboutFault: ["fault": "http.redirect", "to": "itself", "status": "304"])
                == "status: 304 redirects by no Location; expected 301, 302, 303, 307 or 308")
    }
}
