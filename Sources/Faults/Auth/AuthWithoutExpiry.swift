/// Leaves out how long a token lives; then it is 60 s (distribution, "Token Authentication").
package struct AuthWithoutExpiry: AuthFault {
    package static let name = "auth.without-expiry"
    package static let summary = "leave expires_in out of the answer with the token"

    package init(_ fields: Fields) {}

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {
        grant.expiresIn = nil
    }
}

extension InjectedFault {
    /// Leaves out how long a token lives: `auth.without-expiry`.
    public static func authWithoutExpiry(when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthWithoutExpiry.self, when: when)
    }
}
