import Faults
import Testing

@Suite struct AuthWrongAudienceTests {
    @Test func nothingElseOfTheTokenChanges() throws {
        var grant = TokenGrant(lifetime: 300)
        try fault(AuthWrongAudience.self).edit(&grant)
        var expected = TokenGrant(lifetime: 300)
        expected.audience = "another.test"
        #expect(grant == expected)
    }
}
