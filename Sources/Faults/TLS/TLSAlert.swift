/// Refuses the handshake by an alert (RFC 8446 section 6.2).
package struct TLSAlert: TLSFault {
    package static let name = "tls.alert"
    package static let summary = "refuse the handshake by an alert"
    static let alert = Parameter(
        "alert", .word(HandshakeAlert.self, called: "alert"),
        "the reason; no-application-protocol is about ALPN, unrecognized-name about SNI")
    package static let parameters: [any ParameterDeclaration] = [alert]

    private let alert: HandshakeAlert

    package init(_ fields: Fields) throws(LanguageError) {
        alert = try fields.value(of: Self.alert)
    }

    /// A record of type alert (21) and of TLS 1.2, which is said in all versions, with a fatal (2) alert.
    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.answer = .bytes([21, 3, 3, 0, 2, 2, alert.number])
    }
}

/// Why a server refuses a handshake, by the names of RFC 8446 section 6.
public enum HandshakeAlert: String, Sendable, CaseIterable {
    case handshakeFailure = "handshake-failure"
    case accessDenied = "access-denied"
    case protocolVersion = "protocol-version"
    case internalError = "internal-error"
    case unrecognizedName = "unrecognized-name"
    case noApplicationProtocol = "no-application-protocol"

    var number: UInt8 {
        switch self {
        case .handshakeFailure: 40
        case .accessDenied: 49
        case .protocolVersion: 70
        case .internalError: 80
        case .unrecognizedName: 112
        case .noApplicationProtocol: 120
        }
    }
}

extension InjectedFault {
    /// Refuses handshakes by an alert: `tls.alert`.
    public static func tlsAlert(
        _ alert: HandshakeAlert, _ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(TLSAlert.self, TLSAlert.alert(alert), match: match.element, when: when)
    }
}
