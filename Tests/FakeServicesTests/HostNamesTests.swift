import Faults
import Testing

@testable import FakeServices

/// Services that clients outside of a sandbox reach: URLs and certificates have the names that they use.
@Suite struct HostNamesTests {
    private func plan(_ names: HostNames) -> ServicesPlan {
        var plan = ServicesPlan.test(scheme: .https)
        plan.names = names
        return plan
    }

    @Test(
        arguments: [
            (Scheme.https, "127.0.0.1", 5000, "https://127.0.0.1:5000"),
            (.https, "a.example", 443, "https://a.example"),
            (.http, "2001:db8::1", 443, "http://[2001:db8::1]:443"), (.http, "a.example", 80, "http://a.example"),
        ] as [(Scheme, String, UInt16, String)])
    func anOriginIsTheBeginningOfURLs(scheme: Scheme, name: String, port: UInt16, text: String) {
        #expect(Origin(scheme, name, port: port).description == text)
    }

    @Test func withoutNamesTheRolesHaveTheirOwn() {
        let plan = ServicesPlan(image: .test(layerSize: 4096, layers: 1))
        let origins = plan.origins(at: [.registry: plan.endpoints(of: .registry)])
        #expect(origins[.registry]?.description == "https://registry.test")
        #expect(plan.names.certified(.cdn) == ["cdn.test"])
    }

    @Test func challengeAndRedirectLeadToTheAddress() async throws {
        let roles: [Role] = [.registry, .auth, .cdn]
        let names = HostNames(Dictionary(uniqueKeysWithValues: roles.map { ($0, "127.0.0.1") }))
        try await withTestServices(plan(names)) { puller in
            let ports = puller.services.origins.mapValues(\.port)
            // The certificate is for the address alone; a client that trusts the authority accepts it.
            let challenge = try await TestExchange.start(
                port: Int(ports[.registry] ?? 0), trusting: puller.authority?.pem, host: nil,
                sending: Array("GET /v2/ HTTP/1.1\r\nConnection: close\r\n\r\n".utf8)
            ).finished()
            let realm = "https://127.0.0.1:\(ports[.auth] ?? 0)/token"
            #expect(challenge["WWW-Authenticate"]?.hasPrefix("Bearer realm=\"\(realm)\",service=\"127.0.0.1\"") == true)
        }
    }

    @Test(
        arguments: [("a.example", true), ("localhost", true), (nil, true), ("b.example", false)] as [(String?, Bool)])
    func theCertificateIsForTheNameTheOtherNamesAndNoMore(name: String?, isRight: Bool) async throws {
        // A client takes a certificate for the address that it has reached, whatever the name.
        let addresses = name == nil ? ["127.0.0.1"] : []
        let names = HostNames([.registry: "a.example"], alternatives: addresses + ["a.example", "localhost"])
        #expect(names.certified(.registry) == ["a.example"] + addresses + ["localhost"])
        try await withTestServices(plan(names)) { puller in
            let answer = try await TestExchange.start(
                port: Int(puller.services.port(of: .registry) ?? 0), trusting: puller.authority?.pem, host: name,
                sending: Array("GET /v2/ HTTP/1.1\r\nConnection: close\r\n\r\n".utf8)
            ).finished()
            guard !isRight else {
                #expect(answer.status == 401)
                return
            }
            // A client notices a wrong host name only after the handshake, when the answer may be there.
            guard case .failed(let reason) = answer.end else {
                Issue.record("ended with \(answer.end)")
                return
            }
            #expect(reason.contains("failedToValidateHostname"), "\(reason)")
        }
    }
}
