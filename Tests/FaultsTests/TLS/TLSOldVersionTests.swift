import Faults
import Testing

@Suite struct TLSOldVersionTests {
    @Test func nothingElseOfThePlanChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSOldVersion.self, ["version": "TLSv1"]).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.newestVersion = .tls10
        #expect(plan == expected)
    }
}
