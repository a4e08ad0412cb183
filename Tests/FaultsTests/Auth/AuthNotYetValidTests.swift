import Faults
import Testing

@Suite struct AuthNotYetValidTests {
    @Test func allTimesOfTheTokenLieAheadWhileTheAnswerSaysTheUsual() throws {
        var grant = TokenGrant(lifetime: 300)
        try fault(AuthNotYetValid.self, ["by": "60 s"]).edit(&grant)
        #expect(grant.notBefore == 60 && grant.issuedAt == 60 && grant.expiry == 360 && grant.expiresIn == 300)
    }
}
