import Faults
import Testing

@Suite struct TokenFaultTests {
    @Test(arguments: [(nil, 3600), ("1 min", 60), ("1 s", 1), ("24 h", 86_400)] as [(String?, Int)])
    func anExpiredTokenIsDeadWhileTheAnswerSaysThatItLives(since: String?, seconds: Int) throws {
        let expired =
            try since.map { try fault(AuthExpiredToken.self, ["since": .scalar($0)]) }
            ?? fault(AuthExpiredToken.self)
        var grant = TokenGrant(lifetime: 300)
        expired.edit(&grant)
        #expect(grant.expiry == -seconds)
        #expect(grant.issuedAt == -seconds - 300 && grant.notBefore == grant.issuedAt)
        #expect(grant.expiresIn == 300)
        #expect(grant.refusal == nil)
    }

    @Test func aDeniedTokenIsRefusedWithTheStatus() throws {
        for (denied, status) in [
            (try fault(AuthDenied.self), 403), (try fault(AuthDenied.self, ["status": "401"]), 401),
        ] {
            var grant = TokenGrant(lifetime: 300)
            denied.edit(&grant)
            #expect(grant.refusal == status)
            #expect(grant.expiry == 300)
        }
    }

    @Test(
        arguments: [
            (["fault": "auth.expired-token", "since": "25 h"], "since: 25 h is out of range; expected 1 s to 24 h"),
            (["fault": "auth.expired-token", "since": "0 s"], "since: 0 s is out of range; expected 1 s to 24 h"),
            (
                ["fault": "auth.expired-token", "since": "500 ms"],
                "since: unknown unit 'ms'; expected a duration in whole"
            ),
            (["fault": "auth.denied", "status": "399"], "status: 399 is out of range"),
            (
                ["fault": "auth.denied", "sttaus": "401"],
                "unknown key 'sttaus' of auth.denied; did you mean 'status'?"
            ),
            (["fault": "auth.denied", "match": ["host": "auth"]], "match: faults of plane 'auth' match no traffic"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
