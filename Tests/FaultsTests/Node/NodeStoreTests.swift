import Faults
import Testing

@Suite struct NodeStoreTests {
    @Test(arguments: StoreDamage.allCases)
    func theStoreIsDamagedWhileThePullerIsStopped(damage: StoreDamage) throws {
        let store = try fault(NodeStore.self, words: ["damage": damage.rawValue])
        #expect(store.change(of: healthyWorld).steps == [.store(damage)])
        #expect(store.isMadeWhileStopped)
        // What a killed daemon leaves needs no pull before.
        #expect(store.isOfEarlierPull == !damage.isAbrupt)
    }
}
