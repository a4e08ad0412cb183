import Faults
import Testing

@Suite struct ActRestartTests {
    @Test func theDaemonIsAskedToEnd() throws {
        let act = try fault(ActRestart.self).act
        #expect(act.steps == [.restart(.term)] && act.needsDaemon)
        #expect(act.summary == "end the daemon by SIGTERM and start it again")
    }

    @Test func theSignalIsTheOneAskedFor() throws {
        #expect(try fault(ActRestart.self, ["signal": "KILL"]).act.steps == [.restart(.kill)])
    }
}
