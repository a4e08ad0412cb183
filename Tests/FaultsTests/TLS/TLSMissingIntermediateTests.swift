import Faults
import Testing

@Suite struct TLSMissingIntermediateTests {
    @Test func nothingElseOfThePlanChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSMissingIntermediate.self).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.issuer = .unsentIntermediate
        #expect(plan == expected)
    }
}
