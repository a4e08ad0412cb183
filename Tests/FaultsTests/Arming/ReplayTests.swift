import Faults
import Synchronization
import Testing

/// Decisions that are recorded and replayed.
@Suite struct ReplayTests {
    /// Faults that decide by chance, by time or by earlier packets.
    private static let triggers: [Trigger] = [
        Trigger(probability: 0.4), Trigger(burst: Trigger.Burst(enter: 0.2, leave: 0.3, hit: 0.9, stray: 0.05)),
        Trigger(every: 3, probability: 0.5), Trigger(times: 5), Trigger(after: .seconds(10), for: .seconds(15)),
        Trigger(only: [2, 4]), Trigger(first: 3, afterBytes: 500),
    ]

    /// The same occurrences, flows in turn.
    private func decide(
        _ fault: ArmedFault, count: Int = 60, pace: Duration = .seconds(1), delayed: Duration = .zero
    ) -> [ArmedFault.Decision?] {
        (0..<count).map { place in
            fault.decide(
                flow: .flow(place % 3), direction: place % 2 == 0 ? .toNode : .fromNode, bytes: place * 100,
                time: pace * place + delayed
            )
        }
    }

    private func armed(
        _ fault: any Fault, _ trigger: Trigger, seed: UInt64, _ decisions: DecisionSource = .drawn
    ) -> ArmedFault {
        ArmedFault(fault, ordinal: 0, match: Match(), trigger: trigger, seed: seed, decisions: decisions)
    }

    private func record(_ fault: any Fault, _ trigger: Trigger, count: Int = 60) -> [DecisionRecord] {
        let records = RecordLog()
        _ = decide(armed(fault, trigger, seed: 7, .recorded(records.append)), count: count)
        return records.all
    }

    @Test(arguments: triggers)
    func recordedDecisionsApplyWithAnySeedAndTime(trigger: Trigger) throws {
        let delay = try fault(PacketDelay.self, ["by": "9 ms", "jitter": "9 ms", "correlation": "50%"])
        let drawn = decide(armed(delay, trigger, seed: 7))
        let records = record(delay, trigger)
        #expect(records.map(\.isHit) == drawn.compactMap { $0?.isHit })
        let recording = RecordedDecisions(records)
        let replaying = armed(delay, trigger, seed: 8, .replayed(recording))
        let replayed = decide(replaying, delayed: .seconds(5))
        #expect(replayed.map { $0?.isHit } == drawn.map { $0?.isHit })
        #expect(replayed.map { $0?.ordinal } == drawn.map { $0?.ordinal })
        #expect(replayed.map { $0?.draw } == drawn.map { $0?.draw })
        #expect(replaying.fired == drawn.count { $0?.isHit == true })
        let report = recording.report(naming: ["packet.delay"])
        #expect(report.applied == records.count && !report.hasDiverged)
    }

    /// A seed does not determine them, but a recording does, in any order of its lines.
    @Test func decisionsThatDependOnTimeAreReplayed() throws {
        let rate = try fault(PacketRate.self, ["per-second": "1", "burst": "2"])
        let log = RecordLog()
        _ = decide(armed(rate, Trigger(), seed: 7, .recorded(log.append)), count: 20, pace: .zero)
        #expect(log.all.map(\.isHit) == (0..<20).map { $0 >= 2 })
        let recording = RecordedDecisions(log.all.reversed())
        let replayed = decide(armed(rate, Trigger(), seed: 7, .replayed(recording)), count: 20)
        #expect(replayed.map { $0?.isHit } == log.all.map(\.isHit))
        let drawn = decide(armed(rate, Trigger(), seed: 7), count: 20)
        #expect(drawn.allSatisfy { $0?.isHit == false }, "one a second is within the rate")
    }

    @Test func aRemovedDecisionIsNotApplied() throws {
        let drop = try fault(PacketDrop.self)
        var records = record(drop, Trigger())
        #expect(!records.map(\.isHit).contains(false))
        let removed = records.remove(at: 10)
        let recording = RecordedDecisions(records)
        let replayed = decide(armed(drop, Trigger(), seed: 7, .replayed(recording)))
        #expect(replayed.map { $0?.isHit } == (0..<60).map { $0 != 10 })
        let report = recording.report(naming: ["packet.drop"])
        #expect(report.applied == 59 && report.notRecorded == 1 && report.neverCame == 0)
        #expect(report.first?.flow == removed.flow && report.first?.ordinal == removed.ordinal)
    }

    @Test func aReversedDecisionIsApplied() throws {
        let drop = try fault(PacketDrop.self)
        var records = record(drop, Trigger(only: [2]))
        records[0].isHit = true
        let replaying = armed(drop, Trigger(only: [2]), seed: 7, .replayed(RecordedDecisions(records)))
        #expect(decide(replaying).map { $0?.isHit } == records.map(\.isHit))
    }

    @Test func additionalOccurrencesMeetNoFaultAndAreReported() throws {
        let drop = try fault(PacketDrop.self)
        let recording = RecordedDecisions(record(drop, Trigger(), count: 6))
        let replaying = armed(drop, Trigger(), seed: 7, .replayed(recording))
        let decisions = decide(replaying, count: 60)
        #expect(decisions.map { $0?.isHit == true } == (0..<60).map { $0 < 6 })
        let report = recording.report(naming: ["packet.drop"])
        #expect(report.recorded == 6 && report.applied == 6 && report.notRecorded == 54 && report.neverCame == 0)
        #expect(
            report.first?.sentence
                == "faults[0] packet.drop, tcp cdn #0 to-node, packet 2: came 6 s into the pull, was not recorded and met "
                + "no fault (1 recorded, 10 came)"
        )
    }

    @Test func missingOccurrencesAreReported() throws {
        let records = record(try fault(PacketDrop.self), Trigger(every: 2))
        let recording = RecordedDecisions(records)
        _ = decide(armed(try fault(PacketDrop.self), Trigger(), seed: 7, .replayed(recording)), count: 4)
        let report = recording.report(naming: ["packet.drop"])
        #expect(report.applied == 4 && report.notRecorded == 0 && report.neverCame == 56)
        #expect(
            report.first?.sentence
                == "faults[0] packet.drop, tcp cdn #1 to-node, packet 1: recorded 4 s into the pull as spared, never came "
                + "(10 recorded, 0 came)"
        )
    }

    @Test func aLiftedFaultTakesNothingFromTheRecording() throws {
        let recording = RecordedDecisions(record(try fault(PacketDrop.self), Trigger()))
        let replaying = armed(try fault(PacketDrop.self), Trigger(), seed: 7, .replayed(recording))
        replaying.lift()
        #expect(decide(replaying).allSatisfy { $0 == nil })
        #expect(recording.report(naming: ["packet.drop"]).neverCame == 60)
    }

    @Test func faultsKeepTheirDecisionsApart() throws {
        let records = (0..<2).map { fault in
            DecisionRecord(
                fault: fault, flow: "token", direction: .toNode, ordinal: 1, isHit: fault == 1, draw: Draw(seed: 1),
                seconds: 0
            )
        }
        let recording = RecordedDecisions(records)
        let denied = try fault(AuthDenied.self)
        let hits = (0..<2).map { ordinal in
            ArmedFault(
                denied, ordinal: ordinal, match: Match(), trigger: Trigger(), seed: 1, decisions: .replayed(recording)
            ).decide(flow: .resource(.token))?.isHit
        }
        #expect(hits == [false, true])
    }
}

/// Collects what is recorded, from any thread.
private final class RecordLog: Sendable {
    private let records = Mutex<[DecisionRecord]>([])

    var all: [DecisionRecord] { records.withLock { $0 } }

    func append(_ record: DecisionRecord) { records.withLock { $0.append(record) } }
}
