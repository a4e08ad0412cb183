import Testing

@testable import Disks

@Suite struct DiskHistoryTests {
    private static let history = DiskHistory([
        DiskRecord(.write, offset: 0, length: 4096, position: 32),
        DiskRecord(.flush),
        DiskRecord(.write, offset: 4096, length: 4096, position: 5000),
        DiskRecord(.write, offset: 8192, length: 512, position: 10_000),
    ])

    @Test func whatComesBeforeAFlushIsDurable() {
        #expect(Self.history.flushed == 2)
        #expect(Self.history.writes { false }.map(\.offset) == [0])
        #expect(Self.history.prefix(1).flushed == 0)
    }

    @Test func ofTheRestAnyPartMayBeThere() {
        #expect(Self.history.writes { true }.map(\.offset) == [0, 4096, 8192])
        var asked = 0
        let kept = Self.history.writes {
            asked += 1
            return asked == 2
        }
        #expect(kept.map(\.offset) == [0, 8192])
        #expect(asked == 2)
    }

    @Test func thePowerCanGoAfterEachFlushAndInTheEnd() {
        #expect(Self.history.crashPoints == [2, 4])
        #expect(Self.history.prefix(2).crashPoints == [2])
    }

    @Test func bytesAndCountsAreThoseOfTheLog() {
        #expect(Self.history.count == 4)
        #expect(Self.history.bytes == 8704)
    }
}

@Suite struct DiskRecordTests {
    @Test func aHeaderIsReadAsItIsWritten() throws {
        let header = DiskRecord.header(.write, offset: 1 << 40, length: 12_345)
        let record = try #require(DiskRecord(header, at: 100))
        #expect(record == DiskRecord(.write, offset: 1 << 40, length: 12_345, position: 132))
        #expect(record.end == 12_477)
    }

    @Test(
        arguments: [
            [], [1, 0, 0, 0], [9, 0, 0, DiskRecord.mark], [1, .max, 0, DiskRecord.mark],
            [1, 0, 1 << 40, DiskRecord.mark],
        ] as [[UInt64]])
    func whatIsNoHeaderIsRefused(header: [UInt64]) {
        #expect(DiskRecord(header, at: 0) == nil)
    }
}
