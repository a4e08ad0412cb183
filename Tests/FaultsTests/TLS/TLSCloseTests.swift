import Faults
import Testing

@Suite struct TLSCloseTests {
    @Test func nothingElseOfThePlanChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSClose.self, ["by": "reset"]).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.answer = .ended(.reset)
        #expect(plan == expected)
    }
}
