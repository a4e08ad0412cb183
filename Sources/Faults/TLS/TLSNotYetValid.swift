/// Serves a certificate whose time has not begun, as to a node whose clock is late (RFC 5280 section 4.1.2.5).
package struct TLSNotYetValid: TLSFault {
    package static let name = "tls.not-yet-valid"
    package static let summary = "serve a certificate that is not valid yet"
    static let ahead = Parameter(
        "by", .wholeSeconds(in: .seconds(1) ... .seconds(86_400 * 365)), default: .seconds(86_400),
        "how long it takes until it is")
    package static let parameters: [any ParameterDeclaration] = [ahead]

    private let ahead: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        ahead = try fields.value(of: Self.ahead)
    }

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.notBefore = Int(ahead.components.seconds)
        plan.notAfter = plan.notBefore + 86_400
    }
}

extension InjectedFault {
    /// Serves a certificate that is not valid yet: `tls.not-yet-valid`.
    ///
    /// - Parameter ahead: how long it takes until it is, in whole seconds; 24 h without it.
    public static func tlsNotYetValid(
        by ahead: Duration? = nil, _ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(TLSNotYetValid.self, TLSNotYetValid.ahead(ahead), match: match.element, when: when)
    }
}
