import Testing

@testable import Faults

@Suite struct DiskFaultTests {
    private static func fate(
        of request: DiskRequest, by fault: any DiskFault, draw: Draw = Draw(seed: 1)
    ) -> DiskFate {
        var fate = DiskFate()
        var draw = draw
        fault.edit(&fate, of: request, draw: &draw)
        return fate
    }

    @Test(arguments: [(nil, 5), ("ENOSPC", 28), ("ENODATA", 61), ("ETIMEDOUT", 110)] as [(String?, Int)])
    func theErrorIsTheOneAskedFor(word: String?, number: Int) throws {
        let made = try word.map { try fault(DiskIOError.self, ["error": .scalar($0)]) } ?? fault(DiskIOError.self)
        #expect(Self.fate(of: DiskRequest(.write, offset: 0, length: 4096), by: made).error?.number == number)
    }

    @Test func delaysAddUp() throws {
        let delay = try fault(DiskDelay.self, ["delay": .scalar("20 ms")])
        var fate = Self.fate(of: DiskRequest(.flush), by: delay)
        var draw = Draw(seed: 1)
        delay.edit(&fate, of: DiskRequest(.flush), draw: &draw)
        #expect(fate.delay == .milliseconds(40))
        #expect(delay.writeBackLimit == nil)
    }

    @Test func theBitThatFlipsIsInTheReadAndComesFromTheDraw() throws {
        let flip = try fault(DiskBitFlip.self)
        let read = DiskRequest(.read, offset: 4096, length: 512)
        let bits = (1...20).compactMap { Self.fate(of: read, by: flip, draw: Draw(seed: $0)).flippedBit }
        #expect(bits.count == 20)
        #expect(bits.allSatisfy { (0..<4096).contains($0) })
        #expect(Set(bits).count > 10)
        #expect(Self.fate(of: DiskRequest(.write, offset: 0, length: 512), by: flip) == DiskFate())
    }

    @Test func aWriteIsTornAtASector() throws {
        let torn = try fault(DiskTornWrite.self, ["sectors": .scalar("2")])
        #expect(Self.fate(of: DiskRequest(.write, offset: 0, length: 4096), by: torn).kept == 1024)
        // There is nothing to tear.
        #expect(Self.fate(of: DiskRequest(.write, offset: 0, length: 1024), by: torn) == DiskFate())
        #expect(Self.fate(of: DiskRequest(.read, offset: 0, length: 4096), by: torn) == DiskFate())
    }

    @Test func aMatchIsAboutWhatIsAskedAndWhere() {
        var match = Match()
        match.operation = .write
        match.range = 4096..<8192
        #expect(DiskRequest(.write, offset: 0, length: 4097).isMeant(by: match))
        #expect(DiskRequest(.write, offset: 8191, length: 1).isMeant(by: match))
        #expect(!DiskRequest(.write, offset: 0, length: 4096).isMeant(by: match))
        #expect(!DiskRequest(.write, offset: 8192, length: 1).isMeant(by: match))
        #expect(!DiskRequest(.read, offset: 4096, length: 1).isMeant(by: match))
        match.operation = nil
        #expect(!DiskRequest(.flush).isMeant(by: match))
    }

    @Test func bytesAreCountedOverAllRequestsOfAKind() {
        let request = DiskRequest(.write, offset: 0, length: 4096, total: 1 << 20)
        #expect(DiskFate().length(about: request) == 1 << 20)
    }
}

@Suite struct PowerLossTests {
    @Test func itWaitsAndThenKeepsWhatItIsTold() throws {
        let act = try fault(ActPowerLoss.self, ["keep": .scalar("reordered"), "delay": .scalar("60 s")]).act
        #expect(act.steps == [.wait(.seconds(60)), .losePower(.reordered)])
        #expect(try fault(ActPowerLoss.self).act.steps == [.losePower(.flushed)])
        #expect(try fault(ActPowerLoss.self).needsDisk)
    }

    @Test func anEndOfThePullIsAnEvent() {
        let ended = Event.Body.phase(Phase(.pullEnded, isSuccess: false))
        #expect(EventMatch.pull(.ended).covers(ended))
        #expect(!EventMatch.pull(.succeeded).covers(ended))
        #expect(EventMatch.pull(.succeeded).covers(.phase(Phase(.pullEnded, isSuccess: true))))
        #expect(!EventMatch.pull(.ended).covers(.phase(Phase(.pullStarted))))
    }
}
