import Faults
import Testing

@testable import FakeServices

@Suite struct TokenGateTests {
    let log = EventLog()

    @Test func `a fault may take a good token for a dead one`() async throws {
        var edit = EditGate()
        edit.check = { $0.refusal = .invalid }
        let fault = ArmedFault.test(edit, first: 1)
        try await withTestServices(.test(faults: [fault]), log: log) { puller in
            let token = "Authorization: Bearer \(try await puller.token())"
            let refused = try await puller.get(.registry, "/v2/", headers: [token])
            #expect(refused.status == 401 && refused["WWW-Authenticate"]?.contains("invalid_token") == true)
            #expect(try await puller.get(.registry, "/v2/", headers: [token]).status == 200)
        }
        #expect(log.firings == ["auth.test-gate"])
        #expect(log.responses.filter { $0.host == .registry }.map(\.faults) == [[0], []])
    }

    @Test func `a fault may change the challenge, and has no effect on a request that passes`() async throws {
        var edit = EditGate()
        edit.challenge = { $0.realm = nil }
        let fault = ArmedFault.test(edit)
        try await withTestServices(.test(faults: [fault]), log: log) { puller in
            let refused = try await puller.get(.registry, "/v2/")
            #expect(refused.status == 401 && refused["WWW-Authenticate"] == "Bearer service=\"registry.test\"")
            let token = "Authorization: Bearer \(try await puller.token())"
            #expect(try await puller.get(.registry, "/v2/", headers: [token]).status == 200)
        }
        #expect(log.responses.filter { $0.host == .registry }.map(\.faults) == [[0], []])
    }
}
