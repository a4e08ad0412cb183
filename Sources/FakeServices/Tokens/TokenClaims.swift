import JWTKit

/// The claims of a token (RFC 7519 section 4.1; distribution, "Docker Registry v2 Bearer token specification"); times
/// are Unix seconds.
struct TokenClaims: JWTPayload, Equatable {
    var issuer: String
    var subject: String
    var audience: String
    var expiry: Int
    var notBefore: Int
    var issuedAt: Int
    var identifier: String
    var access: [AccessEntry]
    /// Without a meaning.
    var padding: String?

    private enum CodingKeys: String, CodingKey {
        case issuer = "iss"
        case subject = "sub"
        case audience = "aud"
        case expiry = "exp"
        case notBefore = "nbf"
        case issuedAt = "iat"
        case identifier = "jti"
        case access
        case padding
    }

    /// The signature is verified before this; `isLive(at:)` checks the time, with a given clock.
    func verify(using algorithm: some JWTAlgorithm) {}

    func isLive(at now: Int) -> Bool { now < expiry && now >= notBefore }
}

/// What a token permits.
struct AccessEntry: Sendable, Codable, Equatable {
    var type: String
    var name: String
    var actions: [String]

    func permitsPull(of repository: String?) -> Bool {
        type == "repository" && name == repository && actions.contains("pull")
    }
}
