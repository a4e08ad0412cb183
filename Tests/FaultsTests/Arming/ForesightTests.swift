import Faults
import Synchronization
import Testing

/// Looking ahead at packets gives the same result as deciding about them one by one.
@Suite struct ForesightTests {
    private static let stream = (flow: FlowKey.connection(to: .cdn, number: 3), direction: Direction.toNode)

    private func fault(
        _ name: Document, _ more: KeyValuePairs<String, Document> = [:], when: KeyValuePairs<String, Document> = [:],
        seed: UInt64 = 1, decisions: DecisionSource = .drawn
    ) throws -> ArmedFault {
        let entries = [(key: "fault", value: name)] + more.map { ($0.key, $0.value) }
        let trigger = when.isEmpty ? [] : [(key: "when", value: Document.mapping(when.map { ($0.key, $0.value) }))]
        return try FaultDefinition(Document.mapping(entries + trigger).element())
            .armed(ordinal: 0, seed: seed, decisions: decisions)
    }

    /// The hits among packets that come in runs; spared runs are not judged packet by packet.
    private func hits(_ fault: ArmedFault, of count: Int, time: Duration = .zero) -> (hits: [Int], runs: Int) {
        var lengths = Draw(seed: 99)
        var (hits, runs, left) = ([Int](), 0, count)
        while left > 0 {
            let length = min(left, Int(lengths.next() % 45) + 1)
            left -= length
            switch fault.foresee(
                length, in: Self.stream.flow, direction: Self.stream.direction, starts: 0...length, time: time)
            {
            case .nothing: runs += 1
            case .spared(let run):
                runs += 1
                fault.count(run, in: Self.stream.flow, direction: Self.stream.direction, time: time)
            case .unknown: hits += singly(fault, of: length, time: time)
            }
        }
        return (hits, runs)
    }

    private func singly(_ fault: ArmedFault, of count: Int, time: Duration = .zero) -> [Int] {
        (0..<count).compactMap { _ in
            fault.decide(flow: Self.stream.flow, direction: Self.stream.direction, time: time, untilOver: true)
        }
        .filter(\.isHit).map(\.ordinal)
    }

    static let triggers: [KeyValuePairs<String, Document>] = [
        ["probability": "1%"], ["probability": "20%"], ["every": "70"], ["only": ["5", "6", "900"]],
        ["first": "3"], ["times": "4", "every": "100"], ["first": "200", "probability": "2%"],
        ["burst": ["enter": "0.5%", "leave": "20%"]], ["probability": "3%", "burst": ["enter": "5%", "leave": "10%"]],
        ["after": "1 s", "every": "50"], ["every": "30", "for": "9 s"],
    ]

    @Test(arguments: triggers.indices) func hitsAreThoseOfDecidingOneByOne(trigger: Int) throws {
        for seed in UInt64(1)...20 {
            for time in [Duration.zero, .seconds(2)] {
                let (ahead, single) = (
                    try fault("packet.drop", when: Self.triggers[trigger], seed: seed),
                    try fault("packet.drop", when: Self.triggers[trigger], seed: seed)
                )
                let (found, runs) = hits(ahead, of: 2000, time: time)
                #expect(found == singly(single, of: 2000, time: time))
                #expect(runs > 0 && ahead.fired == single.fired)
            }
        }
    }

    /// The walk continues over spared packets.
    @Test func correlatedNumbersAreThoseOfDecidingOneByOne() throws {
        func delay() throws -> ArmedFault {
            try fault(
                "packet.delay", ["by": "10 ms", "jitter": "5 ms", "correlation": "50%"], when: ["probability": "5%"])
        }
        let (ahead, single) = (try delay(), try delay())
        #expect(hits(ahead, of: 500).hits == singly(single, of: 500))
        let next = (
            ahead.decide(flow: Self.stream.flow, direction: Self.stream.direction),
            single.decide(flow: Self.stream.flow, direction: Self.stream.direction)
        )
        #expect(next.0?.draw == next.1?.draw && next.0?.draw.walk != nil)
    }

    @Test func recordingsEqualThoseOfDecidingOneByOne() throws {
        func records(_ decide: (ArmedFault) -> Void) throws -> [DecisionRecord] {
            let records = Mutex<[DecisionRecord]>([])
            decide(
                try fault(
                    "packet.drop", when: ["probability": "2%"],
                    decisions: .recorded { record in records.withLock { $0.append(record) } }))
            return records.withLock { $0 }
        }
        let ahead = try records { _ = hits($0, of: 1000) }
        #expect(try ahead == records { _ = singly($0, of: 1000) })
        #expect(ahead.map(\.ordinal) == Array(1...1000) && ahead.contains(where: \.isHit))
    }

    @Test func whatIsHitIsNotCountedAhead() throws {
        let drop = try fault("packet.drop", when: ["only": ["3"]])
        for _ in 0..<2 {
            guard
                case .unknown = drop.foresee(
                    3, in: Self.stream.flow, direction: Self.stream.direction, starts: 0...9, time: .zero)
            else {
                Issue.record("the third is hit")
                return
            }
        }
        #expect(singly(drop, of: 3) == [3])
    }

    @Test func beforeItsByteThereIsNothingAndAcrossItNothingIsKnown() throws {
        let drop = try fault("packet.drop", when: ["after-bytes": "100 B", "every": "2"])
        func foresee(_ starts: ClosedRange<Int>) -> ArmedFault.Foresight {
            drop.foresee(1, in: Self.stream.flow, direction: Self.stream.direction, starts: starts, time: .zero)
        }
        if case .nothing = foresee(0...99) {} else { Issue.record("before") }
        if case .unknown = foresee(99...100) {} else { Issue.record("across") }
        if case .spared(let run) = foresee(100...100) { #expect(run.ordinals == 1..<2) } else { Issue.record("behind") }
    }

    /// An allowance depends on time, a waiting packet on later ones, and a recording on what was taken from it.
    @Test func someFaultsHaveToSeeEachPacket() throws {
        let hit = DecisionRecord(
            fault: 0, flow: Self.stream.flow.description, direction: Self.stream.direction, ordinal: 9, isHit: true,
            draw: Draw(seed: 1), seconds: 0)
        for fault in [
            try fault("packet.rate", ["per-second": "1000000", "burst": "1000"]),
            try fault("packet.reorder", when: ["every": "1000"]),
            try fault("packet.drop", when: ["every": "1000"], decisions: .replayed(RecordedDecisions([hit]))),
        ] {
            guard
                case .unknown = fault.foresee(
                    1, in: Self.stream.flow, direction: Self.stream.direction, starts: 0...0, time: .zero)
            else {
                Issue.record("\(fault.name) is foreseen")
                continue
            }
        }
    }
}
