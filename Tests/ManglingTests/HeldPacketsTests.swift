import Faults
import Testing

@testable import Mangling

@Suite struct HeldPacketsTests {
    private func ids(_ dues: [UInt64], dueBy time: UInt64?) -> [UInt32] {
        var held = HeldPackets()
        for (id, due) in dues.enumerated() { held.insert(.init(id: UInt32(id), due: due, replacement: nil)) }
        var ids: [UInt32] = []
        while let packet = held.popFirst(dueBy: time) { ids.append(packet.id) }
        return ids
    }

    @Test func packetsGoInTheOrderOfTheirTimes() {
        #expect(ids([50, 10, 40, 20, 30], dueBy: nil) == [1, 3, 4, 2, 0])
    }

    @Test func packetsOfTheSameTimeGoInTheOrderInWhichTheyCame() {
        #expect(ids([7, 7, 7, 3, 7, 7, 3], dueBy: nil) == [3, 6, 0, 1, 2, 4, 5])
    }

    @Test func packetsStayUntilTheyAreDue() {
        #expect(ids([50, 10, 40, 20, 30], dueBy: 9) == [])
        #expect(ids([50, 10, 40, 20, 30], dueBy: 30) == [1, 3, 4])
    }

    @Test func manyPacketsComeOutSorted() {
        var state: UInt64 = 1
        let dues = (0..<2000).map { _ -> UInt64 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 54
        }
        let order = ids(dues, dueBy: nil)
        #expect(order.count == dues.count)
        #expect(zip(order, order.dropFirst()).allSatisfy { (dues[Int($0)], $0) < (dues[Int($1)], $1) })
    }

    @Test func packetsGoOnceEnoughOfTheirLaneHaveOvertakenThem() {
        let lanes = [Direction.toNode, .fromNode].map { Ruling.Lane(flow: .flow, direction: $0) }
        var held = HeldPackets()
        for (id, left) in [(1, 2), (2, 1), (3, 3)] as [(UInt32, Int)] {
            held.insert(.init(id: id, due: UInt64(id) * 10, replacement: nil, overtaking: (lanes[0], left)))
        }
        held.insert(.init(id: 4, due: 5, replacement: nil))
        #expect(held.overtaken(in: lanes[1]).isEmpty)
        #expect(held.overtaken(in: lanes[0]).map(\.id) == [2])
        #expect(held.overtaken(in: lanes[0]).map(\.id) == [1])
        #expect(held.popFirst(dueBy: 29)?.id == 4)
        #expect(held.popFirst(dueBy: 29) == nil)
        #expect(held.popFirst(dueBy: 30)?.id == 3)
        #expect(held.overtaken(in: lanes[0]).isEmpty && held.nextDue == nil)
    }

    @Test(arguments: [
        (Duration.milliseconds(50), UInt64(50_000_000)), (.seconds(-1), 0), (.zero, 0), (.nanoseconds(1), 1),
        (.seconds(Int64.max), UInt64(Int64.max)),
    ])
    func delaysBecomeNanoseconds(delay: Duration, nanoseconds: UInt64) {
        #expect(delay.wholeNanoseconds == nanoseconds)
    }
}

extension FlowKey {
    fileprivate static var flow: FlowKey { .connection(to: .cdn, number: 1) }
}
