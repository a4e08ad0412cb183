import Faults
import Testing

@Suite struct AuthWithoutExpiryTests {
    @Test func nothingElseOfTheTokenChanges() throws {
        var grant = TokenGrant(lifetime: 300)
        try fault(AuthWithoutExpiry.self).edit(&grant)
        var expected = TokenGrant(lifetime: 300)
        expected.expiresIn = nil
        #expect(grant == expected)
    }
}
