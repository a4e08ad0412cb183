/// What the registry says to a request without a token that opens it; auth faults edit it.
///
/// As distribution's token specification has it, "How to authenticate"; errors are those of RFC 6750 section 3.1.
package struct TokenChallenge: Sendable, Equatable {
    /// The status of the answer.
    package var status = 401
    /// The scheme of the header WWW-Authenticate; nil leaves the header out.
    package var scheme: String? = "Bearer"
    /// The registry takes user and password from now on, beside tokens.
    package var takesPassword = false
    /// The whole value of the header, in place of what follows; nil for that.
    package var text: String?
    /// The URL of the token service; nil leaves the parameter out, as with those below.
    package var realm: String?
    /// The URL of a token service that is none, at another host; it is not sent.
    package var otherRealm: String?
    package var service: String?
    package var scope: String?
    package var error: String?

    package init(realm: String, service: String?, scope: String? = nil, error: String? = nil) {
        self.realm = realm
        self.service = service
        self.scope = scope
        self.error = error
    }

    /// The value of WWW-Authenticate (RFC 9110 section 11.6.1); nil without a scheme.
    package var header: String? {
        guard let scheme else { return nil }
        if let text { return text }
        let parameters = [("realm", realm), ("service", service), ("scope", scope), ("error", error)]
            .compactMap { name, value in value.map { "\(name)=\"\($0)\"" } }
        return parameters.isEmpty ? scheme : "\(scheme) \(parameters.joined(separator: ","))"
    }
}

extension TokenChallenge: FaultEditable {
    package static func editing(by fault: any Fault, about request: RequestFacts, from offset: Int) -> Edit? {
        guard let fault = fault as? any AuthFault else { return nil }
        return { fault.edit(&$0, to: request, draw: &$1) }
    }
}
