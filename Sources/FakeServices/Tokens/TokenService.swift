import Faults
import FoundationEssentials

/// Hands out Bearer tokens (distribution, "Token Authentication Specification" and "OAuth2 Token Authentication").
struct TokenService: HTTPService {
    let signer: TokenSigner
    /// Those that everybody needs; nil grants a token to whoever names no user.
    let credentials: ServicesPlan.Credentials?
    /// Where it is.
    var host = Role.auth
    var behavior = RegistryBehavior()
    let lifetime: Int
    let faults: [ArmedFault]
    let hooks: ServiceHooks
    /// The name of the registry, for requests that do not say it.
    let service: String
    /// The wall clock in Unix seconds.
    let now: @Sendable () -> Int

    static let path = "/token"

    func resource(of request: ServiceRequest) -> Resource { request.path == Self.path ? .token : .other }

    func reply(to request: ServiceRequest) async -> ServiceReply {
        guard request.path == Self.path else {
            return ServiceReply(.error(status: 404, code: "UNSUPPORTED", message: "no such endpoint"))
        }
        guard !request.isBodyTooLarge else {
            return ServiceReply(.error(status: 413, code: "SIZE_INVALID", message: "the form is too large"))
        }
        guard behavior.takesForms || request.method != "POST", let wish = TokenWish(request) else {
            var reply = words.unsupported
            reply["Allow"] = behavior.takesForms ? "GET, HEAD, POST" : "GET, HEAD"
            return ServiceReply(reply)
        }
        // A wrong password is refused even where none is needed, as by Docker Hub, GitHub and Quay.
        guard wish.isBacked(by: credentials) || credentials == nil && wish.isAnonymous else {
            record(wish, isGranted: false, lifetime: 0, [])
            return ServiceReply(wish.isAnonymous ? denial(401) : refusalOfPassword)
        }
        var grant = TokenGrant(lifetime: lifetime, behavior)
        let asked = TokenRequest(
            RequestFacts(request, to: host, about: .token), service: wish.service,
            scopes: wish.scopes.map(\.description), isAnonymous: wish.isAnonymous)
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
                issuer: host.hostName,
                subject: wish.user ?? "",
                audience: grant.audience ?? wish.service ?? service,
                expiry: now + grant.expiry,
                notBefore: now + grant.notBefore,
                issuedAt: now + grant.issuedAt,
                identifier: String(UInt64.random(in: .min ... .max), radix: 16),
                access: wish.scopes.compactMap(\.granted).map { entry in
                    AccessEntry(type: entry.type, name: grant.repository ?? entry.name, actions: entry.actions)
                },
                padding: grant.padding > 0 ? String(repeating: "x", count: grant.padding) : nil
            )
        )
        return Array(try JSONEncoder().encode(TokenAnswer(token, as: grant, now: now)))
    }

    private func denial(_ status: Int) -> HTTPReply {
        var reply = HTTPReply.error(
            status: status,
            code: status == 401 ? "UNAUTHORIZED" : "DENIED",
            message: "requested access to the resource is denied"
        )
        if status == 401 { reply["WWW-Authenticate"] = challenge }
        return reply
    }

    private var refusalOfPassword: HTTPReply {
        var reply = words.wrongPassword
        if reply.status == 401 { reply["WWW-Authenticate"] = challenge }
        return reply
    }

    private var words: RegistryWords { RegistryWords(behavior.errors) }

    private var challenge: String { #"Basic realm="\#(host.hostName)""# }

    private func record(_ wish: TokenWish, isGranted: Bool, lifetime: Int, _ edits: [Int]) {
        hooks.record(
            .token(
                TokenIssue(
                    isGranted: isGranted,
                    scope: wish.scopes.map(\.description).joined(separator: " "),
                    lifetime: lifetime,
                    isAnonymous: wish.isAnonymous,
                    faults: edits
                )
            )
        )
    }
}

/// The body of the answer; both names of the token are in use.
private struct TokenAnswer: Encodable {
    let token: String?
    let accessToken: String?
    let expiresIn: Int?
    let issuedAt: String

    private enum CodingKeys: String, CodingKey {
        case token
        case accessToken = "access_token"
        case expiresIn = "expires_in"
        case issuedAt = "issued_at"
    }

    init(_ token: String, as grant: TokenGrant, now: Int) {
        self.token = grant.names.contains(.token) ? token : nil
        accessToken = grant.names.contains(.accessToken) ? token : nil
        expiresIn = grant.expiresIn
        issuedAt = Date(timeIntervalSince1970: Double(now)).formatted(.iso8601)
    }
}
