import Faults
import SampleRuns
import Testing

@testable import ChaosPull
@testable import Judging

@Suite struct BoundedOutputTests {
    private func record(_ lines: Int, width: Int = 10, to recorder: Recorder) {
        let filling = String(repeating: "x", count: max(0, width - 8))
        for number in 1...lines {
            recorder.record(.output(OutputLine(program: "yes", line: "\(10_000_000 + number)" + filling)))
        }
    }

    private func numbers(_ recorder: Recorder) -> [Int] {
        recorder.events.compactMap { $0.outputLine.flatMap { Int($0.prefix(8)) } }.map { $0 - 10_000_000 }
    }

    private func omissions(_ recorder: Recorder) -> [OutputOmission] {
        recorder.events.compactMap { if case .omission(let omission) = $0.body { omission } else { nil } }
    }

    @Test func fewLinesAreAllKept() {
        let recorder = Recorder()
        record(10_000, to: recorder)
        #expect(numbers(recorder) == Array(1...10_000))
        #expect(omissions(recorder).isEmpty)
    }

    @Test func ofManyTheFirstAndTheLastAreKeptAndTheRestIsCounted() throws {
        let recorder = Recorder()
        record(200_000, to: recorder)
        recorder.record(.phase(Phase(.pullEnded)))
        #expect(numbers(recorder) == Array(1...5_000) + Array(195_001...200_000))
        #expect(omissions(recorder) == [OutputOmission(program: "yes", lines: 190_000, bytes: 190_000 * 11)])
        let events = recorder.events
        // It stands where the lines would, and the order is that of the times.
        let place = try #require(events.firstIndex { if case .omission = $0.body { true } else { false } })
        #expect(place == 5_000 && events.map(\.time) == events.map(\.time).sorted())
        #expect(events.last?.isPhase(.pullEnded) == true)
    }

    @Test func longLinesAreBoundedByTheirBytes() {
        let recorder = Recorder()
        record(2_000, width: 65_536, to: recorder)
        let bytes = recorder.events.reduce(0) { $0 + ($1.outputLine?.utf8.count ?? 0) }
        #expect(bytes <= 2 << 20)
        #expect(numbers(recorder).first == 1 && numbers(recorder).last == 2_000)
        #expect(omissions(recorder).first?.lines == 2_000 - numbers(recorder).count)
    }

    @Test func aLaterPullDoesNotPushOutWhatAnEarlierSaid() {
        let recorder = Recorder()
        for _ in 1...2 {
            recorder.record(.process(ProcessChange(program: "yes", change: .started)))
            record(20_000, to: recorder)
        }
        #expect(numbers(recorder).count == 20_000)
        #expect(omissions(recorder).map(\.lines) == [10_000, 10_000])
    }

    @Test func aProgramThatStartsWithoutEndDoesNotFillTheMemory() {
        let recorder = Recorder()
        for _ in 1...100 {
            recorder.record(.process(ProcessChange(program: "yes", change: .started)))
            record(20_000, to: recorder)
        }
        #expect(numbers(recorder).count == 16 * 10_000)
        #expect(omissions(recorder).reduce(0) { $0 + $1.lines } == 100 * 20_000 - 16 * 10_000)
    }
}
