/// Answers with the name of OAuth 2 alone, `access_token` (RFC 6749 section 5.1).
package struct AuthAccessTokenOnly: AuthFault {
    package static let name = "auth.access-token-only"
    package static let summary = "name the token access_token alone, not token as well"

    package init(_ fields: Fields) {}

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {
        grant.names = [.accessToken]
    }
}

extension InjectedFault {
    /// Answers with the name of OAuth 2 alone: `auth.access-token-only`.
    public static func authAccessTokenOnly(when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthAccessTokenOnly.self, when: when)
    }
}
