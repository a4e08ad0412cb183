/// Lets the proxy answer the handshakes of hosts behind it, with certificates of an authority that the node does not trust.
///
/// That is what a proxy does that looks into TLS, on a node without its authority.
package struct TLSIntercepted: TLSFault {
    package static let name = "tls.intercepted"
    package static let summary = "let the proxy answer handshakes, with certificates signed by an unknown authority"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.isIntercepted = true
        plan.issuer = .unknown
    }
}

extension TLSFault {
    /// Whether it is the proxy that shows the fault to the puller, and not the host itself.
    package var isOfProxy: Bool {
        var plan = TLSPlan(host: .registry)
        var draw = Draw(seed: 0)
        edit(&plan, of: HandshakeFacts(host: .registry, isAtProxy: true), draw: &draw)
        return plan.isIntercepted
    }
}

extension InjectedFault {
    /// Lets the proxy answer the handshakes of hosts behind it, with an unknown authority: `tls.intercepted`.
    public static func tlsIntercepted(
        _ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(TLSIntercepted.self, match: match.element, when: when)
    }
}
