import Faults
import Testing

@Suite struct ActKillTests {
    @Test(
        arguments: [
            (nil, .kill, 9), ("KILL", .kill, 9), ("TERM", .term, 15), ("INT", .int, 2),
        ] as [(String?, KillSignal, Int32)])
    func theSignalIsTheOneAskedFor(word: String?, signal: KillSignal, number: Int32) throws {
        let kill = try word.map { try fault(ActKill.self, ["signal": .scalar($0)]) } ?? fault(ActKill.self)
        #expect(kill.act.steps == [.end(signal, .puller)] && signal.number == number)
    }

    @Test func theSummaryNamesTheSignal() throws {
        #expect(try fault(ActKill.self).act.summary == "send SIGKILL to the process that pulls")
    }

    @Test(
        arguments: [
            ("puller", .puller), ("client", .client), ("daemon", .daemon), ("docker-untar", .child("docker-untar")),
        ] as [(String, ActTarget)])
    func theProcessIsTheOneAskedFor(word: String, target: ActTarget) throws {
        let act = try fault(ActKill.self, ["process": .scalar(word)]).act
        #expect(act.steps == [.end(.kill, target)] && act.needsDaemon == (target == .daemon))
        #expect(target.word == word)
    }

    @Test func aProcessIsNamedWithoutItsPath() {
        #expect(
            complaint(aboutFault: ["fault": "act.kill", "process": "/usr/bin/unpigz"])?.hasPrefix("process: ") == true)
    }

    @Test func otherSignalsAreRefused() {
        #expect(
            complaint(aboutFault: ["fault": "act.kill", "signal": "SIGKILL"])
                == "signal: unknown signal 'SIGKILL'; expected one of KILL, TERM, INT"
        )
    }
}
