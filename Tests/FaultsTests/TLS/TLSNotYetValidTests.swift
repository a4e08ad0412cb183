import Faults
import Testing

@Suite struct TLSNotYetValidTests {
    @Test func nothingElseOfThePlanChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSNotYetValid.self, ["by": "60 s"]).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.notBefore = 60
        expected.notAfter = 86_460
        #expect(plan == expected)
    }
}
