/// The requests that a fault matches; every given value must agree, and without any it matches all.
public struct HTTPMatch: Sendable {
    /// A method that pullers use (RFC 9110 section 9.3).
    public enum Method: String, Sendable, CaseIterable {
        /// Asks for the content.
        case get = "GET"
        /// Asks only for the headers.
        case head = "HEAD"
    }

    let element: Element

    /// Matches requests.
    ///
    /// - Parameters:
    ///   - resource: what the request is for, as in `.manifest`, `.layer(2)` and `.blob`.
    ///   - host: the service that is asked.
    ///   - method: the method of the request.
    public init(_ resource: Resource? = nil, host: Role? = nil, method: Method? = nil) {
        element = Element([
            "host": host.map { Element($0.rawValue) },
            "method": method.map { Element($0.rawValue) },
            "resource": resource.map { Element($0.name) },
        ])
    }
}
