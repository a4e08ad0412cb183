import Faults
import Testing

@Suite struct TLSWeakKeyTests {
    @Test func nothingElseOfThePlanChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSWeakKey.self).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.key = .rsa(bits: 1024)
        #expect(plan == expected)
    }
}
