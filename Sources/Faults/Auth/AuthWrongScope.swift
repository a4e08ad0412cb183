/// Hands out tokens for another repository than the one that was asked for.
package struct AuthWrongScope: AuthFault {
    package static let name = "auth.wrong-scope"
    package static let summary = "hand out tokens for another repository"

    package init(_ fields: Fields) {}

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {
        grant.repository = "library/another"
    }
}

extension InjectedFault {
    /// Hands out tokens for another repository: `auth.wrong-scope`.
    public static func authWrongScope(when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthWrongScope.self, when: when)
    }
}
