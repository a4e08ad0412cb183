/// Revokes the token of a request: it is refused now and from now on (RFC 6750 section 3.1, `invalid_token`).
package struct AuthRevoked: AuthFault {
    package static let name = "auth.revoked"
    package static let summary = "revoke the token that comes with a request"

    package init(_ fields: Fields) {}

    package func edit(_ check: inout TokenCheck, of request: RequestFacts, draw: inout Draw) {
        guard check.refusal == nil else { return }
        check.refusal = .invalid
        check.revokes = true
    }
}

extension InjectedFault {
    /// Revokes the token that comes with a request: `auth.revoked`.
    public static func authRevoked(when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthRevoked.self, when: when)
    }
}
