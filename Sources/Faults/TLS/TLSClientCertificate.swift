/// Asks the client for a certificate, and goes on with none that has no trusted one (RFC 8446 section 4.3.2).
package struct TLSClientCertificate: TLSFault {
    package static let name = "tls.client-certificate"
    package static let summary = "ask the client for a certificate, which no puller has"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.wantsClientCertificate = true
    }
}

extension InjectedFault {
    /// Asks the client for a certificate: `tls.client-certificate`.
    public static func tlsClientCertificate(_ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()) -> InjectedFault
    {
        InjectedFault(TLSClientCertificate.self, match: match.element, when: when)
    }
}
