import Faults
import Sandboxing
import Testing

@testable import ChaosPull

@Suite struct KernelErrorLogTests {
    private static func call(_ name: String, process: String = "dockerd", at time: ContinuousClock.Instant = .now)
        -> FailedCall
    {
        FailedCall(process: process, number: 7, call: name, error: "ENOSPC", time: time)
    }

    private static func errors(_ recorder: Recorder) -> [KernelError] {
        recorder.events.compactMap { if case .kernel(let error) = $0.body { error } else { nil } }
    }

    @Test func theFirstAreToldAndTheRestCounted() {
        let recorder = Recorder()
        let log = KernelErrorLog(recorder: recorder)
        for _ in 0..<4143 { log.note("dockerd", Self.call("write")) }
        log.note("dockerd", Self.call("openat"))
        #expect(Self.errors(recorder).count == 21)
        log.summarize()
        log.summarize()
        let errors = Self.errors(recorder)
        #expect(errors.count == 22)
        #expect(errors.last?.text == "kernel: dockerd write → ENOSPC, and 4123 more")
        #expect(errors[20].text == "kernel: dockerd openat → ENOSPC")
        #expect(log.count == 4144)
    }

    @Test func eachPullTellsWhatItAdded() {
        let recorder = Recorder()
        let log = KernelErrorLog(recorder: recorder)
        for _ in 0..<25 { log.note("dockerd", Self.call("write")) }
        log.summarize()
        for _ in 0..<3 { log.note("dockerd", Self.call("write")) }
        log.summarize()
        #expect(Self.errors(recorder).compactMap(\.more) == [5, 3])
    }

    @Test func aProgramThatRenamesItselfFillsNothing() {
        let recorder = Recorder()
        let log = KernelErrorLog(recorder: recorder)
        for number in 0..<100_000 { log.note("evil", Self.call("write", process: "name \(number)")) }
        log.summarize()
        #expect(recorder.events.count <= KernelErrorLog.mostKinds + KernelErrorLog.most + 1)
        #expect(Self.errors(recorder).compactMap(\.more).reduce(0, +) == 100_000 - 500 - 20)
    }

    @Test func anEventStandsWhereItHappenedAndNotWhereItWasHeardOf() throws {
        let recorder = Recorder()
        recorder.record(.phase(Phase(.pullStarted)))
        let time = ContinuousClock.now
        recorder.record(.phase(Phase(.pullEnded)))
        let log = KernelErrorLog(recorder: recorder)
        log.note("dockerd", Self.call("write", at: time))
        #expect(recorder.events.map(\.time) == recorder.events.map(\.time).sorted())
        let place = recorder.events.firstIndex { if case .kernel = $0.body { true } else { false } }
        #expect(place == 1)
    }
}
