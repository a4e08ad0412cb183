/// Serves a certificate whose time is over.
package struct TLSExpired: TLSFault {
    package static let name = "tls.expired"
    package static let summary = "serve a certificate that has expired"
    static let since = Parameter(
        "since", .wholeSeconds(in: .seconds(1) ... .seconds(86_400 * 365)), default: .seconds(86_400),
        "how long ago it expired")
    package static let parameters: [any ParameterDeclaration] = [since]

    private let since: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        since = try fields.value(of: Self.since)
    }

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.notAfter = -Int(since.components.seconds)
        plan.notBefore = plan.notAfter - 86_400
    }
}

extension InjectedFault {
    /// Serves a certificate that has expired: `tls.expired`.
    ///
    /// - Parameter since: how long ago it expired; 24 h without it.
    public static func tlsExpired(
        since: Duration? = nil, _ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(TLSExpired.self, TLSExpired.since(since), match: match.element, when: when)
    }
}
