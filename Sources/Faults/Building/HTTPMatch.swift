/// Which requests a fault meets; every value that is given must agree, and without any it meets all.
public struct HTTPMatch: Sendable {
    /// A method that pullers use (RFC 9110 section 9.3).
    public enum Method: String, Sendable, CaseIterable {
        /// Asks for the content.
        case get = "GET"
        /// Asks for the headers alone.
        case head = "HEAD"
    }

    let element: Element

    /// Chooses requests.
    ///
    /// - Parameters:
    ///   - resource: what is asked for, as in `.manifest`, `.layer(2)` and `.blob`.
    ///   - host: which service is asked.
    ///   - method: the method of the request.
    public init(_ resource: Resource? = nil, host: Role? = nil, method: Method? = nil) {
        element = Element([
            "host": host.map { Element($0.rawValue) },
            "method": method.map { Element($0.rawValue) },
            "resource": resource.map { Element($0.name) },
        ])
    }
}
