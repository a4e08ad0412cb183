import Faults
import ImageContent
import Testing

@Suite struct HTTPCutTests {
    private let request = RequestFacts(host: .cdn, method: "GET", resource: .layer(1))

    @Test(
        arguments: [
            (["after": "64 B"], .close(after: 64)),
            (["after": "64 B", "by": "close"], .close(after: 64)),
            (["after": "64 B", "by": "reset"], .reset(after: 64)),
            (["after": "0 B"], .close(after: 0)),
            (["after": "99 B"], .close(after: 99)),
            (["after": "100 B"], .complete),
            (["after": "1 GiB", "by": "reset"], .complete),
        ] as [(Document, HTTPReply.Ending)])
    func theBodyEndsEarlyOrNotAtAll(parameters: Document, ending: HTTPReply.Ending) throws {
        guard case .mapping(let entries) = parameters else { return }
        let definition = try FaultDefinition(
            Document.mapping([(key: "fault", value: "http.cut")] + entries).element())
        let cut = try #require(definition.fault as? HTTPCut)
        for body in [
            HTTPReply.Body.bytes(Array(repeating: 1, count: 100)),
            .blob(Blob(bytes: Array(repeating: 1, count: 500)), 400..<500),
        ] {
            var reply = HTTPReply(status: 206, headers: [.init("Content-Length", "100")], body: body)
            cut.edit(&reply, to: request)
            #expect(reply.ending == ending)
            #expect(reply.status == 206 && reply["content-length"] == "100" && reply.body.count == 100)
        }
    }

    @Test func wrongParametersAreRefused() {
        #expect(
            complaint(aboutFault: ["fault": "http.cut"]) == "key 'after' is missing; expected a size from 0 B to 64 GiB"
        )
        #expect(
            complaint(aboutFault: ["fault": "http.cut", "after": "1 B", "by": "rest"])
                == "by: unknown way to end 'rest'; did you mean 'reset'?"
        )
        #expect(complaint(aboutFault: ["fault": "http.cut", "after": "65 GiB"]) != nil)
    }
}
