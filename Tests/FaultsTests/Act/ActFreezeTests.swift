import Faults
import Testing

@Suite struct ActFreezeTests {
    @Test func theProcessIsStoppedForSoLong() throws {
        let act = try fault(ActFreeze.self, ["for": "5 s"]).act
        #expect(act.steps == [.freeze(.seconds(5), .puller)])
        #expect(act.summary == "stop the process that pulls for 5 s")
    }
}
