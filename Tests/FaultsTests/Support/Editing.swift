import Faults

/// Faults edit as they do in a run, with some draw.
extension HTTPFault {
    func edit(_ reply: inout HTTPReply, to request: RequestFacts) {
        var draw = Draw(seed: 1)
        edit(&reply, to: request, draw: &draw)
    }

    func hasEffect(on reply: HTTPReply, to request: RequestFacts) -> Bool {
        var edited = reply
        edit(&edited, to: request)
        return !edited.isCarriedOut(as: reply, about: request)
    }
}

extension TLSFault {
    func edit(_ plan: inout TLSPlan) {
        var draw = Draw(seed: 1)
        edit(&plan, of: HandshakeFacts(host: plan.host), draw: &draw)
    }
}

extension AuthFault {
    func edit(_ grant: inout TokenGrant) {
        let request = RequestFacts(host: .auth, method: "GET", resource: .token)
        var draw = Draw(seed: 1)
        edit(
            &grant, for: TokenRequest(request, service: "registry.test", scopes: [], isAnonymous: true), draw: &draw)
    }
}
