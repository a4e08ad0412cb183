/// What somebody asks of the token service (distribution, "Token Authentication").
package struct TokenRequest: Sendable {
    package var request: RequestFacts
    /// The registry that the token is for; nil where the request does not say it.
    package var service: String?
    /// As in `repository:library/demo:pull`.
    package var scopes: [String]
    /// It came without a user.
    package var isAnonymous: Bool

    package init(_ request: RequestFacts, service: String?, scopes: [String], isAnonymous: Bool) {
        self.request = request
        self.service = service
        self.scopes = scopes
        self.isAnonymous = isAnonymous
    }
}

extension TokenRequest: FaultOccasion {
    package var flow: FlowKey { .resource(.token) }
    package var detail: String { "token" }
    package func isMeant(by match: Match) -> Bool { match.covers(request) }
}

extension TokenGrant: FaultEditable {
    package static func editing(by fault: any Fault, about request: TokenRequest, from offset: Int) -> Edit? {
        guard let fault = fault as? any AuthFault else { return nil }
        return { fault.edit(&$0, for: request, draw: &$1) }
    }
}
