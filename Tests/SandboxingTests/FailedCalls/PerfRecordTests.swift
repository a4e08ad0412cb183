import Testing

@testable import Sandboxing

@Suite struct PerfRecordTests {
    private static let point = SystemCallExit(format: SystemCallExitTests.format)

    private static func bytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        withUnsafeBytes(of: value) { Array($0) }
    }

    private static func record(_ kind: UInt32, _ body: [UInt8], size: UInt16? = nil) -> [UInt8] {
        bytes(kind) + bytes(UInt16(0)) + bytes(size ?? UInt16(8 + body.count)) + body
    }

    private static func sample(
        process: Int32 = 10, thread: Int32 = 11, time: UInt64 = 99, call: Int64 = 257, result: Int64 = -28,
        rawSize: UInt32 = 28
    ) -> [UInt8] {
        let raw = [UInt8](repeating: 0xee, count: 8) + bytes(call) + bytes(result)
        return record(9, bytes(process) + bytes(thread) + bytes(time) + bytes(rawSize) + raw + [0, 0, 0, 0])
    }

    private static func trailer(_ process: Int32, _ thread: Int32, _ time: UInt64) -> [UInt8] {
        bytes(process) + bytes(thread) + bytes(time)
    }

    private func read(_ bytes: [UInt8]) throws -> [PerfRecord] {
        PerfRecord.all(in: bytes, of: try #require(Self.point))
    }

    @Test func everyKindIsRead() throws {
        let name = Array("dockerd".utf8) + [UInt8](repeating: 0, count: 9)
        let bytes =
            Self.record(3, Self.bytes(Int32(10)) + Self.bytes(Int32(10)) + name + Self.trailer(10, 10, 1))
            + Self.record(
                7,
                [10, 9, 12, 9].flatMap { Self.bytes(Int32($0)) } + Self.bytes(UInt64(2)) + Self.trailer(9, 9, 2))
            + Self.record(1, [UInt8](repeating: 1, count: 40)) + Self.sample(time: 3)
            + Self.record(
                4,
                [10, 9, 12, 9].flatMap { Self.bytes(Int32($0)) } + Self.bytes(UInt64(4)) + Self.trailer(9, 9, 4))
        #expect(
            try read(bytes) == [
                .named(process: 10, thread: 10, name: "dockerd", time: 1), .forked(process: 10, parent: 9, time: 2),
                .returned(process: 10, thread: 11, call: 257, result: -28, time: 3),
                .exited(process: 10, thread: 12, time: 4),
            ])
    }

    @Test(arguments: [0, 1, 7] as [UInt16])
    func aSizeBelowTheHeadersEndsTheReading(size: UInt16) throws {
        #expect(try read(Self.sample() + Self.record(9, [1, 2, 3, 4], size: size) + Self.sample()).count == 1)
    }

    @Test func aSizeBeyondTheBytesEndsTheReading() throws {
        #expect(try read(Self.record(9, [], size: .max) + Self.sample()) == [])
        #expect(try read(Self.sample().dropLast(1) + []) == [])
    }

    @Test(arguments: [0, 8, 15, 23] as [UInt32])
    func aRawPartThatIsTooShortIsNoCall(size: UInt32) throws {
        #expect(try read(Self.sample(rawSize: size) + Self.sample()).count == 1)
    }

    @Test func aRawPartThatClaimsMoreThanItHasIsReadUpToItsEnd() throws {
        #expect(try read(Self.sample(rawSize: .max)).count == 1)
    }

    /// Every start of a good record, and every one with one byte changed, is read without a trap.
    @Test func nothingTraps() throws {
        let good = Self.sample() + Self.record(3, [UInt8](repeating: 65, count: 24)) + Self.record(4, [1, 2, 3])
        for count in 0...good.count { _ = try read(Array(good.prefix(count))) }
        for place in good.indices {
            for value in [0, 1, 7, 8, 0x7f, 0x80, 0xff] as [UInt8] {
                var bytes = good
                bytes[place] = value
                _ = try read(bytes)
            }
        }
    }
}

@Suite struct SystemCallExitTests {
    /// As Linux 6.18 has it.
    static let format = """
        name: sys_exit
        ID: 442
        format:
        \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
        \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
        \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
        \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

        \tfield:long id;\toffset:8;\tsize:8;\tsigned:1;
        \tfield:long ret;\toffset:16;\tsize:8;\tsigned:1;

        print fmt: "NR %ld = %ld", REC->id, REC->ret

        """

    @Test func numberAndPlacesAreRead() throws {
        let point = try #require(SystemCallExit(format: Self.format))
        #expect(point.number == 442 && point.callOffset == 8 && point.resultOffset == 16)
    }

    @Test(arguments: [
        ("ID: 442", "ID: x"), ("ID: 442", ""), ("long id", "long nr"), ("offset:16", "offset:-16"),
        ("offset:16", "offset:99999"), ("offset:16;\tsize:8", "offset:16;\tsize:4"),
    ])
    func anotherFormatIsRefused(old: String, new: String) {
        let text = Self.format.split(separator: old, maxSplits: 1).joined(separator: new)
        #expect(text != Self.format && SystemCallExit(format: text) == nil)
    }
}

@Suite struct OnlineProcessorsTests {
    @Test(
        arguments: [
            ("0", [0]), ("0-3", [0, 1, 2, 3]), ("0-1,4,6-7", [0, 1, 4, 6, 7]), ("", []), ("3-1", nil), ("a", nil),
            ("0-", nil), ("-1", nil), ("0-99999999", nil), ("1-2-3", nil),
        ] as [(String, [Int32]?)])
    func aListIsRead(text: String, processors: [Int32]?) {
        #expect(OnlineProcessors.list(text) == processors)
    }
}

@Suite struct ProcessNamesTests {
    @Test func namesAreKeptInheritedAndForgotten() {
        var names = ProcessNames()
        names.note(.named(process: 2_000_000_001, thread: 2_000_000_001, name: "dockerd", time: 1))
        // A thread that calls itself something is still of its process.
        names.note(.named(process: 2_000_000_001, thread: 2_000_000_005, name: "worker", time: 2))
        names.note(.forked(process: 2_000_000_002, parent: 2_000_000_001, time: 3))
        #expect(names.name(of: 2_000_000_001) == "dockerd" && names.name(of: 2_000_000_002) == "dockerd")
        names.note(.exited(process: 2_000_000_001, thread: 2_000_000_005, time: 4))
        #expect(names.name(of: 2_000_000_001) == "dockerd")
        names.note(.exited(process: 2_000_000_001, thread: 2_000_000_001, time: 5))
        #expect(names.name(of: 2_000_000_001) == "process 2000000001")
    }
}
