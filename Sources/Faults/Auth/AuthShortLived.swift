/// Hands out tokens that live for a short time, which the answer says or hides.
package struct AuthShortLived: AuthFault {
    package static let name = "auth.short-lived"
    package static let summary = "hand out tokens that die during the pull"
    static let lifetime = Parameter(
        "lifetime", .wholeSeconds(in: .seconds(1) ... .seconds(300)), "how long they live")
    static let told = Parameter(
        "told", .boolean, default: true, "expires_in says so; else it says the usual time")
    package static let parameters: [any ParameterDeclaration] = [lifetime, told]

    private let lifetime: Duration
    private let isTold: Bool

    package init(_ fields: Fields) throws(LanguageError) {
        lifetime = try fields.value(of: Self.lifetime)
        isTold = try fields.value(of: Self.told)
    }

    package func edit(_ grant: inout TokenGrant, for request: TokenRequest, draw: inout Draw) {
        grant.expiry = Int(lifetime.components.seconds)
        if isTold { grant.expiresIn = grant.expiry }
    }
}

extension InjectedFault {
    /// Hands out tokens that die during the pull: `auth.short-lived`.
    ///
    /// - Parameters:
    ///   - lifetime: how long they live, in whole seconds up to 5 min.
    ///   - told: whether `expires_in` says so; true without it.
    public static func authShortLived(
        lifetime: Duration, told: Bool? = nil, when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            AuthShortLived.self, AuthShortLived.lifetime(lifetime), AuthShortLived.told(told), when: when)
    }
}
