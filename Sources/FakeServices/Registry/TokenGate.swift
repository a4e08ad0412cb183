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
    /// The auth faults, which edit the check of a token and the challenge.
    let faults: FaultChain

    /// The refusal of a request, which is nil if the request passes, and the faults that had a hand in it.
    func check(
        _ request: ServiceRequest, about facts: RequestFacts, repository: String?
    ) async -> (refusal: HTTPReply?, faults: [Int]) {
        var check = TokenCheck(refusal: await refusal(of: request, repository: repository))
        let edits = faults.edit(&check, about: facts)
        guard let refusal = check.refusal else { return (nil, edits) }
        var challenge = TokenChallenge(
            realm: realm, service: service, error: refusal == .missing ? nil : refusal.rawValue)
        // What is no repository name came from the request and has no place in a header.
        if let repository, Scope.isRepositoryName(repository) { challenge.scope = "repository:\(repository):pull" }
        let more = faults.edit(&challenge, about: facts)
        var reply = HTTPReply.error(
            status: challenge.status, code: "UNAUTHORIZED", message: "authentication required")
        reply["WWW-Authenticate"] = challenge.header
        return (reply, edits + more)
    }

    private func refusal(of request: ServiceRequest, repository: String?) async -> TokenCheck.Refusal? {
        guard case .bearer(let token) = request.authorization else { return .missing }
        guard let claims = await signer.claims(of: token), claims.isLive(at: now()), claims.audience == service else {
            return .invalid
        }
        guard repository == nil || claims.access.contains(where: { $0.permitsPull(of: repository) }) else {
            return .insufficientScope
        }
        return nil
    }
}
