import Faults
import Testing

@Suite struct TLSSelfSignedTests {
    @Test func nothingElseOfThePlanChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSSelfSigned.self).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.issuer = .itself
        #expect(plan == expected)
    }
}
