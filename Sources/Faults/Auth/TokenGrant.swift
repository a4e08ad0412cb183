/// A token before it is signed and issued; auth faults edit it.
package struct TokenGrant: Sendable, Equatable {
    /// Refuses with this status instead of granting.
    package var refusal: Int?
    /// The time of issue in seconds from now; negative for the past.
    package var issuedAt: Int = 0
    package var notBefore: Int = 0
    /// The expiry in seconds from now; negative if the token has expired already.
    package var expiry: Int
    /// The value of `expires_in` in the answer (distribution's token specification); nil leaves it out.
    package var expiresIn: Int?
    /// The registry that it is for; nil for the one that was asked for.
    package var audience: String?
    /// The repository that it is for; nil for those that were asked for.
    package var repository: String?
    /// Bytes of a claim without a meaning, which make it longer.
    package var padding = 0
    /// By which names the answer has the token.
    package var names = [Name.token, .accessToken]

    /// A name of the token in the answer; clients have to take either (distribution, "Token Authentication").
    package enum Name: String, Sendable {
        case token
        case accessToken = "access_token"
    }

    package init(lifetime: Int, _ behavior: RegistryBehavior = RegistryBehavior()) {
        expiry = lifetime
        expiresIn = behavior.saysExpiry ? lifetime : nil
        names =
            switch behavior.tokenNames {
            case .both: [.token, .accessToken]
            case .token: [.token]
            case .accessToken: [.accessToken]
            }
    }
}
