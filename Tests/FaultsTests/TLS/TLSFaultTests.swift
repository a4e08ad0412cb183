import Faults
import Testing

@Suite struct TLSFaultTests {
    @Test func aHealthyPlanIsValidNowAndOfTheRun() {
        let plan = TLSPlan(host: .cdn)
        #expect(plan.names == ["cdn.test"])
        #expect(plan.notBefore < 0 && plan.notAfter > 0)
        #expect(plan.issuer == .run && plan.key == .p256 && plan.answer == .handshake)
    }

    @Test(arguments: [(nil, 86_400), ("24 h", 86_400), ("1 s", 1), ("90 min", 5400)] as [(String?, Int)])
    func anExpiredCertificateWasValidForADayBefore(since: String?, seconds: Int) throws {
        let expired = try since.map { try fault(TLSExpired.self, ["since": .scalar($0)]) } ?? fault(TLSExpired.self)
        var plan = TLSPlan(host: .registry)
        expired.edit(&plan)
        #expect(plan.notAfter == -seconds)
        #expect(plan.notBefore == -seconds - 86_400)
        #expect(plan.issuer == .run && plan.names == ["registry.test"])
    }

    @Test func anUnknownAuthorityChangesTheIssuerOnly() throws {
        var plan = TLSPlan(host: .registry)
        try fault(TLSUnknownAuthority.self).edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.issuer = .unknown
        #expect(plan == expected)
    }

    @Test func interceptionIsTheProxysWithAnAuthorityOfItsOwn() throws {
        let intercepted = try fault(TLSIntercepted.self)
        var plan = TLSPlan(host: .registry)
        intercepted.edit(&plan)
        var expected = TLSPlan(host: .registry)
        expected.issuer = .unknown
        expected.isIntercepted = true
        #expect(plan == expected)
        #expect(intercepted.isOfProxy)
        #expect(try !fault(TLSExpired.self).isOfProxy)
        #expect(try !fault(TLSUnknownAuthority.self).isOfProxy)
    }

    @Test(
        arguments: [
            (
                ["fault": "tls.intercepted", "when": ["after-bytes": "1 B"]],
                "when.after-bytes: 'tls.intercepted' does not depend on bytes; expected no 'after-bytes'"
            ),
            (["fault": "tls.expired", "since": "0 s"], "since: 0 s is out of range"),
            (["fault": "tls.expired", "when": ["first": "0"]], "when.first: 0 is out of range"),
            (["fault": "tls.expired", "match": ["resource": "manifest"]], "match: unknown key 'resource'"),
        ] as [(Document, String)])
    func wrongParametersAreRefused(document: Document, message: String) throws {
        #expect(try #require(complaint(aboutFault: document)).hasPrefix(message))
    }
}
