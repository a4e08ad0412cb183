import Faults
import FoundationEssentials
import SampleRuns
import Testing

@testable import ChaosPull
@testable import Judging

@Suite struct TimelineBudgetTests {
    private static let packet: Event.Body = .packet(
        PacketDecision(
            flow: "a>b", direction: .toNode, ordinal: 1, fault: 0, isHit: true, length: 60, fate: "dropped"))

    private static let limit = TimelineBudget.Limit(packets: 10_000, traffic: 20_000, all: 30_000)

    @Test func packetsAreLeftOutFirstAndCounted() {
        let recorder = Recorder(limit: Self.limit)
        for _ in 1...1000 { recorder.record(Self.packet) }
        recorder.record(.dns(DNSExchange(name: "n", type: "A", over: "udp", answer: "a", records: 1)))
        recorder.record(.phase(Phase(.pullEnded)))
        let kept = recorder.events.count { if case .packet = $0.body { true } else { false } }
        #expect(kept > 0 && kept < 20)
        #expect(recorder.report == TimelineReport(packets: 1000 - kept, others: 0))
        #expect(recorder.events.count == kept + 2)
        #expect(recorder.events.last?.isPhase(.pullEnded) == true)
    }

    @Test func nothingButPhasesGoesBeyondTheHardBound() {
        let recorder = Recorder(limit: Self.limit)
        for _ in 1...1000 { recorder.record(.act(ActDone(fault: 0, what: "x"))) }
        recorder.record(Self.packet)
        recorder.record(.phase(Phase(.pullStarted)))
        #expect(recorder.events.reduce(0) { $0 + $1.body.mostBytes } <= 30_000 + 512)
        #expect(recorder.report.packets == 1 && recorder.report.others == 1001 - recorder.events.count)
        #expect(recorder.events.last?.isPhase(.pullStarted) == true)
    }

    @Test func aCompleteTimelineSaysNothing() {
        let recorder = Recorder()
        recorder.record(Self.packet)
        #expect(recorder.report.isComplete)
    }

    @Test func theLargestTimelineCanBeReadAgain() {
        #expect(TimelineBudget.Limit.standard.all + (48 << 20) < SavedFile.largestSize)
    }

    @Test func aCutRunSaysSoInItsFindings() throws {
        let recorder = Recorder(limit: Self.limit)
        for _ in 1...1000 { recorder.record(Self.packet) }
        let finding = recorder.report.finding
        #expect(finding.isMet && finding.actual.hasPrefix("the timeline is cut: 9"))
    }

    @Test func noLineIsLargerThanWhatIsCounted() throws {
        let encoder = JSONEncoder()
        let hostile = String(repeating: "\u{1}\"\\/é", count: 1000)
        let events =
            sampleTimeline + [
                Event(time: 1e9 / 3, body: .act(ActDone(fault: .max, what: hostile))),
                Event(time: 1e9 / 3, body: .output(OutputLine(program: hostile, line: hostile))),
            ]
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for event in events { #expect(try encoder.encode(event).count < event.body.mostBytes, "\(event)") }
    }
}
