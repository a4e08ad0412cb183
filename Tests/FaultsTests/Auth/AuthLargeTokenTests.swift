import Faults
import Testing

@Suite struct AuthLargeTokenTests {
    @Test func nothingElseOfTheTokenChanges() throws {
        var grant = TokenGrant(lifetime: 300)
        try fault(AuthLargeToken.self).edit(&grant)
        var expected = TokenGrant(lifetime: 300)
        expected.padding = 65_536
        #expect(grant == expected)
    }
}
