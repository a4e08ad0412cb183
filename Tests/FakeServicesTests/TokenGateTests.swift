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

    @Test func `a revoked token stays dead, and another one is good`() async throws {
        var edit = EditGate()
        edit.check = {
            $0.refusal = .invalid
            $0.revokes = true
        }
        let fault = ArmedFault.test(edit, first: 1)
        try await withTestServices(.test(faults: [fault]), log: log) { puller in
            let dead = "Authorization: Bearer \(try await puller.token())"
            for _ in 1...3 { #expect(try await puller.get(.registry, "/v2/", headers: [dead]).status == 401) }
            let good = "Authorization: Bearer \(try await puller.token())"
            #expect(try await puller.get(.registry, "/v2/", headers: [good]).status == 200)
        }
        #expect(fault.fired == 1)
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

    @Test func `a password is taken once a challenge has asked for it`() async throws {
        var edit = EditGate()
        edit.challenge = { $0.takesPassword = true }
        let credentials = ServicesPlan.Credentials(user: "me", password: "secret")
        // RFC 7617: me:secret and me:wrong in Base64.
        let (right, wrong) = (["Authorization: Basic bWU6c2VjcmV0"], ["Authorization: Basic bWU6d3Jvbmc="])
        let fault = ArmedFault.test(edit, host: .registry)
        var plan = ServicesPlan.test(faults: [fault])
        plan.credentials = credentials
        try await withTestServices(plan, log: log) { puller in
            var statuses: [Int] = []
            for header in [right, right, wrong] {
                statuses.append(try await puller.get(.registry, "/v2/", headers: header).status)
            }
            #expect(statuses == [401, 200, 401])
        }
    }
}
