import Faults
import Testing

@Suite struct TLSStallTests {
    @Test func nothingElseOfThePlanChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSStall.self).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.answer = .stalled
        #expect(plan == expected)
    }
}
