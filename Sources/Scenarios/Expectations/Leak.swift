/// A secret that got where it does not belong: into the puller's output, or to a host that it was not issued for.
package enum Leak: String, Sendable, Comparable, CaseIterable {
    /// The output has the password, or user and password in Base64 (RFC 7617).
    case password
    /// The output has a token (RFC 7519).
    case token
    /// The output has the query of a signed URL, which opens the blob to everyone who reads it.
    case signedQuery = "signed-query"
    /// A host got a header Authorization that was issued for another.
    case authorization

    package static func < (first: Leak, second: Leak) -> Bool { first.rawValue < second.rawValue }

    static let expected = "one or several of \(Leak.allCases.map(\.rawValue).joined(separator: ", "))"
}
