import Faults
import FoundationEssentials

/// Hands out Bearer tokens (distribution, "Token Authentication Specification" and "OAuth2 Token Authentication").
struct TokenService: HTTPService {
    let signer: TokenSigner
    let credentials: ServicesPlan.Credentials?
    let lifetime: Int
    let faults: [ArmedFault]
    let hooks: ServiceHooks
    /// The name of the registry, for requests that do not say it.
    let service: String
    /// The wall clock in Unix seconds.
    let now: @Sendable () -> Int

    func resource(of request: ServiceRequest) -> Resource { request.path == "/token" ? .token : .other }

    func reply(to request: ServiceRequest) async -> ServiceReply {
        guard request.path == "/token" else {
            return ServiceReply(.error(status: 404, code: "UNSUPPORTED", message: "no such endpoint"))
        }
        guard !request.isBodyTooLarge else {
            return ServiceReply(.error(status: 413, code: "SIZE_INVALID", message: "the form is too large"))
        }
        guard let wish = TokenWish(request) else {
            var reply = HTTPReply.error(status: 405, code: "UNSUPPORTED", message: "ask by GET or by a form")
            reply["Allow"] = "GET, HEAD, POST"
            return ServiceReply(reply)
        }
        guard credentials == nil || wish.isBacked(by: credentials) else {
            record(wish, isGranted: false, lifetime: 0, [])
            return ServiceReply(denial(401))
        }
        var grant = TokenGrant(lifetime: lifetime)
        let asked = TokenRequest(
            RequestFacts(request, to: .auth, about: .token), service: wish.service,
            scopes: wish.scopes.map(\.description), isAnonymous: wish.user == nil)
        let edits = hooks.chain(faults).edit(&grant, about: asked)
        if let status = grant.refusal {
            record(wish, isGranted: false, lifetime: 0, edits)
            return ServiceReply(denial(status), faults: edits)
        }
        guard let body = try? await answer(grant, to: wish) else {
            return ServiceReply(
                .error(status: 500, code: "UNKNOWN", message: "the token cannot be signed"), faults: edits)
        }
        record(wish, isGranted: true, lifetime: grant.expiry, edits)
        var reply = HTTPReply.content("application/json", body)
        reply["Cache-Control"] = "no-store"
        return ServiceReply(reply, faults: edits)
    }

    private func answer(_ grant: TokenGrant, to wish: TokenWish) async throws -> [UInt8] {
        let now = now()
        let token = try await signer.sign(
            TokenClaims(
                issuer: Role.auth.hostName,
                subject: wish.user ?? "",
                audience: wish.service ?? service,
                expiry: now + grant.expiry,
                notBefore: now + grant.notBefore,
                issuedAt: now + grant.issuedAt,
                identifier: String(UInt64.random(in: .min ... .max), radix: 16),
                access: wish.scopes.compactMap(\.granted)
            )
        )
        return Array(try JSONEncoder().encode(TokenAnswer(token, expiresIn: grant.expiresIn, now: now)))
    }

    private func denial(_ status: Int) -> HTTPReply {
        var reply = HTTPReply.error(
            status: status,
            code: status == 401 ? "UNAUTHORIZED" : "DENIED",
            message: "requested access to the resource is denied"
        )
        if status == 401 { reply["WWW-Authenticate"] = #"Basic realm="\#(Role.auth.hostName)""# }
        return reply
    }

    private func record(_ wish: TokenWish, isGranted: Bool, lifetime: Int, _ edits: [Int]) {
        hooks.record(
            .token(
                TokenIssue(
                    isGranted: isGranted,
                    scope: wish.scopes.map(\.description).joined(separator: " "),
                    lifetime: lifetime,
                    isAnonymous: wish.user == nil,
                    faults: edits
                )
            )
        )
    }
}

/// The body of the answer; both names of the token are in use.
private struct TokenAnswer: Encodable {
    let token: String
    let accessToken: String
    let expiresIn: Int?
    let issuedAt: String

    private enum CodingKeys: String, CodingKey {
        case token
        case accessToken = "access_token"
        case expiresIn = "expires_in"
        case issuedAt = "issued_at"
    }

    init(_ token: String, expiresIn: Int?, now: Int) {
        self.token = token
        accessToken = token
        self.expiresIn = expiresIn
        issuedAt = Date(timeIntervalSince1970: Double(now)).formatted(.iso8601)
    }
}
