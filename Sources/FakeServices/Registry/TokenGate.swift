import Faults

/// Lets a request pass that has a good token, and tells the others where to get one.
struct TokenGate: Sendable {
    let signer: TokenSigner
    /// Where the token service is, as in `https://auth.test/token`.
    let realm: String
    /// The name under which the token service knows this registry.
    let service: String
    /// The wall clock in Unix seconds.
    let now: @Sendable () -> Int

    /// The refusal of a request; nil lets it pass.
    func refusal(of request: ServiceRequest, repository: String?) async -> HTTPReply? {
        guard case .bearer(let token) = request.authorization else { return challenge(repository, error: nil) }
        guard let claims = await signer.claims(of: token), claims.isLive(at: now()), claims.audience == service else {
            return challenge(repository, error: "invalid_token")
        }
        guard repository == nil || claims.access.contains(where: { $0.permitsPull(of: repository) }) else {
            return challenge(repository, error: "insufficient_scope")
        }
        return nil
    }

    /// Distribution's token specification, "Requesting a Token"; errors are those of RFC 6750 section 3.1.
    private func challenge(_ repository: String?, error: String?) -> HTTPReply {
        var value = #"Bearer realm="\#(realm)",service="\#(service)""#
        // What is no repository name came from the request and has no place in a header.
        if let repository, Scope.isRepositoryName(repository) {
            value += #",scope="repository:\#(repository):pull""#
        }
        if let error { value += #",error="\#(error)""# }
        var reply = HTTPReply.error(status: 401, code: "UNAUTHORIZED", message: "authentication required")
        reply["WWW-Authenticate"] = value
        return reply
    }
}
