import Faults
import Testing

@Suite struct TLSClientCertificateTests {
    @Test func nothingElseOfThePlanChanges() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSClientCertificate.self).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.wantsClientCertificate = true
        #expect(plan == expected)
    }
}
