import Faults
import Testing

@Suite struct InterestTests {
    private func fault(_ name: Document, _ more: KeyValuePairs<String, Document> = [:]) throws -> ArmedFault {
        let document = Document.mapping([(key: "fault", value: name)] + more.map { ($0.key, $0.value) })
        return try FaultDefinition(document.element()).armed(ordinal: 0, seed: 1)
    }

    private func interest(
        _ fault: ArmedFault, _ starts: ClosedRange<Int> = 0...64_000, time: Duration = .zero
    ) -> ArmedFault.Interest {
        fault.interest(in: .flow(1), direction: .toNode, starts: starts, time: time)
    }

    @Test func whatDoesTheSameToAllIsAskedAboutUncutPackets() throws {
        #expect(interest(try fault("packet.drop")) == .uncut)
        #expect(interest(try fault("packet.drop", ["when": ["after": "2 s"]])) == .uncut)
        #expect(interest(try fault("packet.delay", ["by": "10 ms"])) == .uncut)
        #expect(interest(try fault("packet.delay", ["by": "10 ms", "jitter": "1 ms"])) == .single)
        #expect(interest(try fault("packet.corrupt")) == .single)
    }

    @Test(arguments: ["first", "every", "only", "times"])
    func whatCountsSeesSinglePackets(key: String) throws {
        let value: Document = key == "only" ? ["3"] : "3"
        #expect(interest(try fault("packet.drop", ["when": .mapping([(key: key, value: value)])])) == .single)
    }

    @Test func whatDrawsSeesSinglePackets() throws {
        #expect(interest(try fault("packet.drop", ["when": ["probability": "5%"]])) == .single)
    }

    @Test func beforeItsByteAFaultAsksNothingAndAcrossItForSinglePackets() throws {
        let stall = try fault("packet.drop", ["when": ["after-bytes": "100 B"]])
        #expect(interest(stall, 0...99) == .none)
        #expect(interest(stall, 0...100) == .single)
        #expect(interest(stall, 100...200) == .uncut)
    }

    @Test func aTriggerThatCannotComeTrueAnyMoreIsOverForItsFlowAndDirection() throws {
        let corrupt = try fault("packet.corrupt", ["when": ["only": ["1", "3"]]])
        for ordinal in 1...3 {
            #expect(interest(corrupt) == .single)
            #expect(corrupt.decide(flow: .flow(1), untilOver: true)?.ordinal == ordinal)
        }
        #expect(interest(corrupt) == .over && corrupt.isOver(for: .flow(1), direction: .toNode, time: .zero))
        #expect(corrupt.decide(flow: .flow(1), untilOver: true) == nil)
        #expect(corrupt.decide(flow: .flow(1))?.ordinal == 4)
        #expect(!corrupt.isOver(for: .flow(1), direction: .fromNode, time: .zero))
        #expect(!corrupt.isOver(for: .flow(2), direction: .toNode, time: .zero))
    }

    @Test func timesAndTimeAreOverForAllFlows() throws {
        let reset = try fault("packet.reset", ["when": ["times": "1"]])
        #expect(reset.decide(flow: .flow(7))?.isHit == true)
        #expect(interest(reset) == .over)
        let partition = try fault("packet.drop", ["when": ["after": "1 s", "for": "2 s"]])
        #expect(interest(partition, time: .seconds(2)) == .uncut)
        #expect(interest(partition, time: .seconds(3)) == .over)
    }

    @Test func whatWaitsToBeOvertakenIsNeverOverUntilItIsLifted() throws {
        let reorder = try fault("packet.reorder", ["when": ["times": "1"]])
        _ = reorder.decide(flow: .flow(1))
        #expect(interest(reorder) == .single && reorder.isAlwaysSingle && !reorder.canEnd)
        reorder.lift()
        #expect(interest(reorder) == .over)
    }

    @Test func onlyFaultsForEachPacketFromTheFirstToTheLastNeedNoUncutOnes() throws {
        #expect(try fault("packet.corrupt").isAlwaysSingle)
        #expect(try fault("packet.rate", ["per-second": "5"]).isAlwaysSingle)
        #expect(try !fault("packet.corrupt", ["when": ["after-bytes": "1 B"]]).isAlwaysSingle)
        #expect(try !fault("packet.drop").isAlwaysSingle)
    }

    /// Faults that draw or wait for their time spare some packets, which then need not be cut.
    @Test func faultsThatSpareSomePacketsLeaveThoseUncut() throws {
        #expect(try !fault("packet.drop", ["when": ["probability": "5%"]]).isAlwaysSingle)
        #expect(try !fault("packet.drop", ["when": ["probability": "5%", "for": "9 s"]]).isAlwaysSingle)
        #expect(try !fault("packet.corrupt", ["when": ["every": "100"]]).isAlwaysSingle)
        #expect(try !fault("packet.truncate", ["keep": "1 B", "when": ["after": "2 s"]]).isAlwaysSingle)
        #expect(try fault("packet.rate", ["per-second": "5", "when": ["every": "100"]]).isAlwaysSingle)
    }
}
