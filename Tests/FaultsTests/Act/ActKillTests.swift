import Faults
import Testing

@Suite struct ActKillTests {
    @Test(
        arguments: [
            (nil, .signal(9, name: "SIGKILL")), ("KILL", .signal(9, name: "SIGKILL")),
            ("TERM", .signal(15, name: "SIGTERM")), ("INT", .signal(2, name: "SIGINT")),
        ] as [(String?, Act)])
    func theSignalIsTheOneAskedFor(word: String?, act: Act) throws {
        let kill = try word.map { try fault(ActKill.self, ["signal": .scalar($0)]) } ?? fault(ActKill.self)
        #expect(kill.act == act)
    }

    @Test func theSummaryNamesTheSignal() throws {
        #expect(try fault(ActKill.self).act.summary == "send SIGKILL to the process that pulls")
    }

    @Test func otherSignalsAreRefused() {
        #expect(
            complaint(aboutFault: ["fault": "act.kill", "signal": "SIGKILL"])
                == "signal: unknown signal 'SIGKILL'; expected one of KILL, TERM, INT"
        )
    }
}
