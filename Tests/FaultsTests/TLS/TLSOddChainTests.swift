import Faults
import Testing

@Suite struct TLSOddChainTests {
    @Test(arguments: [("large", OddKey.large), ("unknown", .unknown)])
    func nothingElseOfThePlanChanges(word: String, key: OddKey) throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSOddChain.self, ["key": .scalar(word)]).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.oddKey = key
        #expect(plan == expected)
    }
}
