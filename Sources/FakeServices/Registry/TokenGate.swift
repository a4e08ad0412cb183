import Faults

/// Lets a request pass that has a good token, and tells the others where to get one.
struct TokenGate: RegistryGate {
    let signer: TokenSigner
    /// Where the token service is, as in `https://auth.test/token`.
    let realm: String
    /// The same at a host that has no token service; nil where there is none.
    var otherRealm: String?
    /// The name under which the token service knows this registry.
    let service: String
    /// The wall clock in Unix seconds.
    let now: @Sendable () -> Int
    /// The auth faults, which edit the check of a token and the challenge.
    let faults: FaultChain
    var behavior = RegistryBehavior()
    /// What it takes once a challenge has asked for it.
    var credentials: ServicesPlan.Credentials?
    private let state = TokenGateState()

    func check(
        _ request: ServiceRequest, about facts: RequestFacts, repository: String?
    ) async -> (refusal: HTTPReply?, faults: [Int]) {
        var check = TokenCheck(refusal: await refusal(of: request, repository: repository))
        let edits = faults.edit(&check, about: facts)
        if check.revokes, case .bearer(let token) = request.authorization { state.revoke(token) }
        guard let refusal = check.refusal else { return (nil, edits) }
        let namesService = repository != nil || behavior.namesServiceToPing
        var challenge = TokenChallenge(
            realm: realm, service: namesService ? service : nil, error: refusal == .missing ? nil : refusal.rawValue)
        challenge.otherRealm = otherRealm
        // What is no repository name came from the request and has no place in a header.
        if let repository, Scope.isRepositoryName(repository) { challenge.scope = "repository:\(repository):pull" }
        let more = faults.edit(&challenge, about: facts)
        if challenge.takesPassword { state.takePassword() }
        var reply = RegistryWords(behavior.errors).unauthorized
        reply.status = challenge.status
        reply["WWW-Authenticate"] = challenge.header
        return (reply, edits + more)
    }

    private func refusal(of request: ServiceRequest, repository: String?) async -> TokenCheck.Refusal? {
        if case .basic(let user, let password) = request.authorization, state.takesPassword, let credentials {
            return user == credentials.user && password == credentials.password ? nil : .missing
        }
        guard case .bearer(let token) = request.authorization else { return .missing }
        guard !state.isRevoked(token) else { return .invalid }
        guard let claims = await signer.claims(of: token), claims.isLive(at: now()), claims.audience == service else {
            return .invalid
        }
        guard repository == nil || claims.access.contains(where: { $0.permitsPull(of: repository) }) else {
            return .insufficientScope
        }
        return nil
    }
}
