import Faults
import Testing

@Suite struct AuthRevokedTests {
    @Test func goodTokensAreRefusedAndOthersStayAsTheyAre() throws {
        let request = RequestFacts(host: .registry, method: "GET", resource: .layer(1))
        let revoked = try fault(AuthRevoked.self)
        var draw = Draw(seed: 1)
        for (before, after) in [
            (nil, .invalid), (.missing, .missing), (.insufficientScope, .insufficientScope),
        ] as [(TokenCheck.Refusal?, TokenCheck.Refusal)] {
            var check = TokenCheck(refusal: before)
            revoked.edit(&check, of: request, draw: &draw)
            #expect(check.refusal == after)
            #expect(check.revokes == (before == nil))
        }
    }
}
