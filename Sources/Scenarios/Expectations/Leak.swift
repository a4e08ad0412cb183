/// A secret that leaked: into the puller's output, or to a host that it was not issued for.
package enum Leak: String, Sendable, Comparable, CaseIterable {
    /// The output contains the password, or user and password in Base64 (RFC 7617).
    case password
    /// The output contains a token (RFC 7519).
    case token
    /// The output contains the query of a signed URL, which gives access to the blob.
    case signedQuery = "signed-query"
    /// A host got an Authorization header that was issued for another one.
    case authorization
    /// Credentials came in plain HTTP to a host that speaks TLS.
    case plainHTTP = "plain-http"

    package static func < (first: Leak, second: Leak) -> Bool { first.rawValue < second.rawValue }

    static let expected = "one or several of \(Leak.allCases.map(\.rawValue).joined(separator: ", "))"
}
