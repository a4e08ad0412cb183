/// Hands out tokens that are dead already, while the answer says that they live.
package struct AuthExpiredToken: AuthFault {
    package static let name = "auth.expired-token"
    package static let summary = "hand out tokens that have expired"
    package static let parameters = [
        Parameter("since", "a duration such as '1 h'", "how long ago they expired; 1 h without it")
    ]

    private let since: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        since = try fields.read("since") { (element) throws(LanguageError) in try element.duration() } ?? .seconds(3600)
    }

    package func edit(_ grant: inout TokenGrant) {
        let lifetime = grant.expiry
        grant.expiry = -max(1, Int(since.components.seconds))
        grant.issuedAt = grant.expiry - lifetime
        grant.notBefore = grant.issuedAt
    }
}

extension InjectedFault {
    /// Hands out tokens that have expired: `auth.expired-token`.
    ///
    /// - Parameter since: how long ago they expired; 1 h without it.
    public static func authExpiredToken(since: Duration? = nil, when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthExpiredToken.self, [("since", since.map { Units.exact($0) })], when: when)
    }
}
