/// Hands out tokens that are dead already, while the answer says that they live.
package struct AuthExpiredToken: AuthFault {
    package static let name = "auth.expired-token"
    package static let summary = "hand out tokens that have expired"
    static let since = Parameter(
        "since", .wholeSeconds(in: .seconds(1) ... .seconds(86_400)), default: .seconds(3600),
        "how long ago they expired")
    package static let parameters: [any ParameterDeclaration] = [since]

    private let since: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        since = try fields.value(of: Self.since)
    }

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {
        let lifetime = grant.expiry
        grant.expiry = -Int(since.components.seconds)
        grant.issuedAt = grant.expiry - lifetime
        grant.notBefore = grant.issuedAt
    }
}

extension InjectedFault {
    /// Hands out tokens that have expired: `auth.expired-token`.
    ///
    /// - Parameter since: how long ago they expired; 1 h without it.
    public static func authExpiredToken(since: Duration? = nil, when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthExpiredToken.self, AuthExpiredToken.since(since), when: when)
    }
}
