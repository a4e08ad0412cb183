import Faults
import SampleRuns
import Synchronization
import Testing

@testable import ChaosPull

@Suite struct RecorderTests {
    @Test func eventsOfManyTasksAreInTheOrderOfTheirTimes() async {
        let heard = Mutex(0)
        let recorder = Recorder { _ in heard.withLock { $0 += 1 } }
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { for number in 0..<200 { recorder.record(.said("\(task) \(number)")) } }
            }
        }
        let times = recorder.events.map(\.time)
        #expect(times.count == 1600 && heard.withLock { $0 } == 1600)
        #expect(times == times.sorted())
    }

    @Test func timesOfTriggersBeginWithThePull() async throws {
        let recorder = Recorder()
        recorder.record(.said("before"))
        #expect(recorder.sincePull == .zero)
        recorder.record(.phase(Phase(.pullStarted)))
        try await Task.sleep(for: .milliseconds(20))
        #expect(recorder.sincePull >= .milliseconds(20))
    }
}
