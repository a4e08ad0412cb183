import Testing

@testable import FakeServices

@Suite struct ByteRangeTests {
    @Test(
        arguments: [
            (nil, ByteRange.whole),
            ("bytes=0-0", .part(0..<1)),
            ("bytes=2-5", .part(2..<6)),
            ("bytes=2-", .part(2..<10)),
            ("bytes=-3", .part(7..<10)),
            ("bytes=-30", .part(0..<10)),
            ("bytes=9-99", .part(9..<10)),
            ("bytes=0-99999999999999999999999", .part(0..<10)),
            ("BYTES=1-1", .part(1..<2)),
            ("bytes=10-", .unsatisfiable),
            ("bytes=99999999999999999999999-", .unsatisfiable),
            ("bytes=-0", .unsatisfiable),
            ("bytes=5-2", .whole),
            ("bytes=0-1,3-4", .whole),
            ("bytes=--3", .whole),
            ("bytes=-", .whole),
            ("bytes=", .whole),
            ("bytes=a-b", .whole),
            ("bytes=+1-2", .whole),
            ("lines=1-2", .whole),
        ] as [(String?, ByteRange)])
    func `Range is read as RFC 9110 says, for ten bytes`(header: String?, expected: ByteRange) {
        #expect(ByteRange(header, size: 10) == expected)
    }

    @Test func `no range of nothing can be satisfied`() {
        #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-1", size: 0) == .unsatisfiable)
    }
}
