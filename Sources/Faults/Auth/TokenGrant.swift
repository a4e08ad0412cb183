/// A token before it is signed and handed out; auth faults edit it.
package struct TokenGrant: Sendable, Equatable {
    /// Refuses with this status instead of granting.
    package var refusal: Int?
    /// Seconds between the moment of issue and now; negative lies in the past.
    package var issuedAt: Int = 0
    package var notBefore: Int = 0
    /// Seconds from now until the token is dead; negative means that it is dead already.
    package var expiry: Int
    /// What the answer says as `expires_in` (distribution's token specification); nil leaves it out.
    package var expiresIn: Int?

    package init(lifetime: Int) {
        expiry = lifetime
        expiresIn = lifetime
    }
}
