import Faults
import Testing

@Suite struct NodeConfigurationTests {
    @Test(arguments: ConfigurationMistake.allCases)
    func theMistakeIsInTheFileBeforeThePullerStarts(mistake: ConfigurationMistake) throws {
        let wrong = try fault(NodeConfiguration.self, words: ["mistake": mistake.rawValue])
        let change = wrong.change(of: healthyWorld)
        #expect(change.steps == [.configuration(mistake)] && change.times == nil && change.proofs.count == 1)
        #expect(wrong.isMadeWhileStopped && !wrong.isOfEarlierPull)
    }
}
