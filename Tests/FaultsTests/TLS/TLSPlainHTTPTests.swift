import Faults
import Testing

@Suite struct TLSPlainHTTPTests {
    @Test func theAnswerIsHTTP() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSPlainHTTP.self).edit(&plan)
        guard case .bytes(let bytes) = plan.answer else {
            Issue.record("it is \(plan.answer)")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    }
}
