import Faults
import Testing

@Suite struct HTTPHeaderTests {
    private let request = RequestFacts(host: .registry, method: "GET", resource: .manifest)
    private let reply = HTTPReply(status: 200, headers: [.init("Docker-Content-Digest", "sha256:1")])

    @Test func aHeaderIsReplacedAddedOrLeftOut() throws {
        var other = reply
        try fault(HTTPHeader.self, ["name": "docker-content-digest", "value": "sha256:2"]).edit(&other, to: request)
        #expect(other["Docker-Content-Digest"] == "sha256:2" && other.headers.count == 1)
        var warned = reply
        try fault(HTTPHeader.self, ["name": "Warning", "value": "299 - x"]).edit(&warned, to: request)
        #expect(warned["Warning"] == "299 - x" && warned.headers.count == 2)
        var without = reply
        try fault(HTTPHeader.self, ["name": "Docker-Content-Digest"]).edit(&without, to: request)
        #expect(without.headers.isEmpty)
    }

    @Test func whatIsThereAlreadyIsNoEffect() throws {
        #expect(
            try !fault(HTTPHeader.self, ["name": "Docker-Content-Digest", "value": "sha256:1"])
                .hasEffect(on: reply, to: request))
        #expect(try !fault(HTTPHeader.self, ["name": "Link"]).hasEffect(on: reply, to: request))
    }

    @Test func noHeaderCanBreakOutOfItsLine() {
        #expect(complaint(aboutFault: ["fault": "http.header", "name": "A\r\nB"]) != nil)
        #expect(complaint(aboutFault: ["fault": "http.header", "name": "A", "value": "b\r\nC: d"]) != nil)
        #expect(
            complaint(aboutFault: ["fault": "http.header", "name": "content-length", "value": "1"])
                == "name: 'content-length' tells where the body ends; expected the fault 'http.content-length'")
    }
}
