import SystemCalls
import Testing

@Suite struct FailedCallFilterTests {
    @Test(
        arguments: [
            ([], nil),
            ([FailedCallFilter(.noSpace)], "ret == -28"),
            ([FailedCallFilter(.invalid, from: [.connect])], "(ret == -22 && (id == 42))"),
            (
                [FailedCallFilter(.noSpace), FailedCallFilter(.invalid, from: [.connect, .sendto])],
                "(ret == -22 && (id == 42 || id == 44)) || ret == -28"
            ),
            // Who looks for any call covers who looks for some.
            ([FailedCallFilter(.invalid, from: [.bind]), FailedCallFilter(.invalid)], "ret == -22"),
            (
                [FailedCallFilter(.invalid, from: [.bind]), FailedCallFilter(.invalid, from: [.connect, .bind])],
                "(ret == -22 && (id == 42 || id == 49))"
            ),
        ] as [([FailedCallFilter], String?)])
    func theKernelIsTold(filters: [FailedCallFilter], text: String?) {
        #expect(FailedCallFilter.tracepointText(of: filters, on: .x86) == text)
    }

    @Test func aCallThatAProcessorLacksIsLeftOut() {
        let filters = [FailedCallFilter(.noSpace, from: [.open, .openat])]
        #expect(FailedCallFilter.tracepointText(of: filters, on: .x86) == "(ret == -28 && (id == 2 || id == 257))")
        #expect(FailedCallFilter.tracepointText(of: filters, on: .arm) == "(ret == -28 && (id == 56))")
        #expect(FailedCallFilter.tracepointText(of: [FailedCallFilter(.noSpace, from: [.open])], on: .arm) == nil)
    }

    @Test func whatIsCoveredIsToldByTheNamesOfTheTimeline() {
        let any = FailedCallFilter(.noSpace)
        #expect(any.covers(call: "call-999", error: "ENOSPC") && !any.covers(call: "write", error: "EIO"))
        let connect = FailedCallFilter(.networkUnreachable, from: [.connect])
        #expect(connect.covers(call: "connect", error: "ENETUNREACH"))
        #expect(!connect.covers(call: "sendto", error: "ENETUNREACH"))
    }

    /// The length of every error from any call must leave room in the page that the kernel takes.
    @Test func allErrorsFitIntoOneFilter() throws {
        let text = FailedCallFilter.tracepointText(of: SystemError.allCases.map { FailedCallFilter($0) }, on: .x86)
        #expect(try #require(text).utf8.count < 2048)
    }
}
