import JWTKit

/// Signs tokens and verifies them, with its own key (ES256, RFC 7518 section 3.4).
struct TokenSigner: Sendable {
    private let keys = JWTKeyCollection()

    init() async { await keys.add(ecdsa: ES256PrivateKey(), kid: "chaospull") }

    func sign(_ claims: TokenClaims) async throws -> String { try await keys.sign(claims, kid: "chaospull") }

    /// The claims of a token with a valid signature, expired or not; nil for any other text.
    func claims(of token: String) async -> TokenClaims? { try? await keys.verify(token, as: TokenClaims.self) }
}
