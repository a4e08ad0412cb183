import Faults
import Testing

@Suite struct LinkStateLostTests {
    @Test(arguments: [(nil, "REJECT --reject-with tcp-reset"), ("dropped", "DROP")] as [(String?, String)])
    func whatIsNotMarkedIsAnsweredAndEveryRuleIsDeletedAsItWasAdded(answer: String?, target: String) throws {
        let lost =
            try answer.map { try fault(LinkStateLost.self, ["answer": .scalar($0)]) } ?? fault(LinkStateLost.self)
        let change = lost.change(of: healthyWorld)
        #expect(change.applied[0].contains("-j \(target)"))
        #expect(change.applied[0].replacing(" -I ", with: " -D ") == change.undone[0])
    }

    @Test func afterIsWhenItBeginsAndZeroIsTheStart() throws {
        let parameters: KeyValuePairs<String, Document> = ["after": "500 ms"]
        let change = try fault(LinkStateLost.self, parameters).change(of: healthyWorld)
        #expect(change.times?.after == .milliseconds(500))
        let atOnce = try fault(LinkStateLost.self).change(of: healthyWorld)
        #expect(atOnce.times == nil)
    }
}
