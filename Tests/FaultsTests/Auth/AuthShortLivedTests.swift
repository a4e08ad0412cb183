import Faults
import Testing

@Suite struct AuthShortLivedTests {
    @Test(arguments: [("true", 2), ("false", 300)])
    func itDiesSoonAndTheAnswerSaysSoOrNot(told: String, expiresIn: Int) throws {
        var grant = TokenGrant(lifetime: 300)
        try fault(AuthShortLived.self, ["lifetime": "2 s", "told": .scalar(told)]).edit(&grant)
        #expect(grant.expiry == 2 && grant.expiresIn == expiresIn && grant.issuedAt == 0)
    }

    @Test func noTokenIsDeadFromTheStart() {
        #expect(complaint(aboutFault: ["fault": "auth.short-lived", "lifetime": "0 s"]) != nil)
    }
}
