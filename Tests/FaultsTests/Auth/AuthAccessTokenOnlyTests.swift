import Faults
import Testing

@Suite struct AuthAccessTokenOnlyTests {
    @Test func nothingElseOfTheTokenChanges() throws {
        var grant = TokenGrant(lifetime: 300)
        try fault(AuthAccessTokenOnly.self).edit(&grant)
        var expected = TokenGrant(lifetime: 300)
        expected.names = [.accessToken]
        #expect(grant == expected)
    }
}
