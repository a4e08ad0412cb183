/// Hands out tokens that are not valid yet, as a token service does whose clock is ahead (RFC 7519 section 4.1.5, `nbf`).
package struct AuthNotYetValid: AuthFault {
    package static let name = "auth.not-yet-valid"
    package static let summary = "hand out tokens that are not valid yet"
    static let ahead = Parameter(
        "by", .wholeSeconds(in: .seconds(1) ... .seconds(86_400)), default: .seconds(300),
        "how long it takes until they are")
    package static let parameters: [any ParameterDeclaration] = [ahead]

    private let ahead: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        ahead = try fields.value(of: Self.ahead)
    }

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {
        let seconds = Int(ahead.components.seconds)
        grant.issuedAt += seconds
        grant.notBefore += seconds
        grant.expiry += seconds
    }
}

extension InjectedFault {
    /// Hands out tokens that are not valid yet: `auth.not-yet-valid`.
    ///
    /// - Parameter ahead: how long it takes until they are, in whole seconds; 5 min without it.
    public static func authNotYetValid(by ahead: Duration? = nil, when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(AuthNotYetValid.self, AuthNotYetValid.ahead(ahead), when: when)
    }
}
