import Faults
import Testing

@Suite struct AuthChallengeTests {
    @Test(
        arguments: [
            ("absent", nil), ("malformed", #"Bearer realm="https://,service"#),
            ("basic", #"Basic realm="registry.test""#),
            ("other-scheme", "Negotiate"),
            ("elsewhere", #"Bearer realm="https://cdn.test/token",service="registry.test",scope="s""#),
        ] as [(String, String?)])
    func theHeaderIsThis(form: String, header: String?) throws {
        var challenge = TokenChallenge(realm: "https://auth.test/token", service: "registry.test", scope: "s")
        challenge.otherRealm = "https://cdn.test/token"
        var draw = Draw(seed: 1)
        let request = RequestFacts(host: .registry, method: "GET", resource: .ping)
        try fault(AuthChallenge.self, ["form": .scalar(form)]).edit(&challenge, to: request, draw: &draw)
        #expect(challenge.header == header && challenge.status == 401)
    }
}
