import Faults
import Testing

@Suite struct TLSWrongHostTests {
    @Test func theNameIsAnotherAndNothingElseChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSWrongHost.self).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.names = ["somewhere-else.test"]
        #expect(plan == expected)
    }
}
