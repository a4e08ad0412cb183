/// Hands out tokens for another registry (RFC 7519 section 4.1.3, `aud`).
package struct AuthWrongAudience: AuthFault {
    package static let name = "auth.wrong-audience"
    package static let summary = "hand out tokens for another registry"

    package init(_ fields: Fields) {}

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {
        grant.audience = "another.test"
    }
}

extension InjectedFault {
    /// Hands out tokens for another registry: `auth.wrong-audience`.
    public static func authWrongAudience(when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthWrongAudience.self, when: when)
    }
}
