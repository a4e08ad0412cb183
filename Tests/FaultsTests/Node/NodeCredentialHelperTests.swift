import Faults
import Testing

@Suite struct NodeCredentialHelperTests {
    @Test(arguments: [("fails", "exit 1"), ("slow", "sleep 20"), ("garbage", "<html>")])
    func theHelperIsLeftANoteThatGoesAgain(does: String, command: String) throws {
        let change = try fault(NodeCredentialHelper.self, ["does": .scalar(does)]).change(of: healthyWorld)
        #expect(change.applied.count == 1 && change.applied[0].contains(command))
        #expect(change.undone == [#"rm -f "$NOTES/credential-helper-fault""#])
    }

    @Test func withoutAHelperItIsRefused() throws {
        let fault = try fault(NodeCredentialHelper.self, ["does": "slow"])
        #expect(fault.objection(in: healthyWorld)?.parameter == "does")
        var world = healthyWorld
        world.hasCredentialHelper = true
        #expect(fault.objection(in: world) == nil)
    }
}
