import Faults
import Testing

@Suite struct HTTP2CodeTests {
    /// RFC 9113 section 7.
    @Test func codesHaveTheirNumbers() {
        #expect(HTTP2Code.allCases.map(\.number) == [0x0, 0x1, 0x2, 0x3, 0x7, 0x8, 0xb, 0xd])
    }
}
