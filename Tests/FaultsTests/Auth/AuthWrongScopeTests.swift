import Faults
import Testing

@Suite struct AuthWrongScopeTests {
    @Test func nothingElseOfTheTokenChanges() throws {
        var grant = TokenGrant(lifetime: 300)
        try fault(AuthWrongScope.self).edit(&grant)
        var expected = TokenGrant(lifetime: 300)
        expected.repository = "library/another"
        #expect(grant == expected)
    }
}
