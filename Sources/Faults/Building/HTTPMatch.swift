/// The requests that a fault matches; every given value must agree, and without any it matches all.
public struct HTTPMatch: Sendable {
    /// A method that pullers use (RFC 9110 section 9.3).
    public enum Method: String, Sendable, CaseIterable {
        /// Asks for the content.
        case get = "GET"
        /// Asks only for the headers.
        case head = "HEAD"
        /// Sends a form to the token service (distribution, "OAuth2 Token Authentication").
        case post = "POST"
    }

    /// How a manifest is asked for (distribution-spec, "Pulling manifests").
    public enum Reference: String, Sendable, CaseIterable {
        /// By a tag.
        case tag
        /// By a digest.
        case digest
    }

    let element: Element

    /// Matches requests.
    ///
    /// - Parameters:
    ///   - resource: what the request is for, as in `.manifest`, `.layer(2)` and `.blob`.
    ///   - host: the service that is asked.
    ///   - method: the method of the request.
    ///   - header: a header that the request has, as in `Range`.
    ///   - authorization: whether the request shows a credential in its header Authorization.
    ///   - reference: whether a manifest is asked for by tag or by digest.
    public init(
        _ resource: Resource? = nil, host: Role? = nil, method: Method? = nil, header: String? = nil,
        authorization: Bool? = nil, reference: Reference? = nil
    ) {
        element = Element([
            "host": host.map { Element($0.rawValue) },
            "method": method.map { Element($0.rawValue) },
            "header": header.map { Element(quoted: $0) },
            "authorization": authorization.map { Element("\($0)") },
            "resource": resource.map { Element($0.name) },
            "reference": reference.map { Element($0.rawValue) },
        ])
    }
}
