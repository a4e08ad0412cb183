/// What the registry makes of the token of a request; auth faults edit it.
package struct TokenCheck: Sendable, Equatable {
    package enum Refusal: String, Sendable {
        /// The request has no token.
        case missing
        /// It is dead, forged, or meant for somebody else (RFC 6750 section 3.1).
        case invalid = "invalid_token"
        /// It is good for something else (RFC 6750 section 3.1).
        case insufficientScope = "insufficient_scope"
    }

    /// Why the request does not pass; nil lets it pass.
    package var refusal: Refusal?
    /// Whether the token is dead from now on, for every request.
    package var revokes = false

    package init(refusal: Refusal? = nil) { self.refusal = refusal }
}

extension TokenCheck: FaultEditable {
    package static func editing(by fault: any Fault, about request: RequestFacts, from offset: Int) -> Edit? {
        guard let fault = fault as? any AuthFault else { return nil }
        return { fault.edit(&$0, of: request, draw: &$1) }
    }
}
