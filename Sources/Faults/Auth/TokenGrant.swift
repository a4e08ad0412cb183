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

    package init(lifetime: Int) {
        expiry = lifetime
        expiresIn = lifetime
    }
}
