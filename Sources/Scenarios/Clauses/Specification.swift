/// A document that says what a client of a registry has to do.
public struct Specification: Sendable, Hashable {
    /// As in `RFC 9110`.
    public let name: String
    /// Where to read it.
    public let address: String
    /// Whether its sections have numbers.
    let isNumbered: Bool

    private init(_ name: String, at address: String, isNumbered: Bool = false) {
        self.name = name
        self.address = address
        self.isNumbered = isNumbered
    }

    static func rfc(_ number: Int) -> Specification {
        Specification("RFC \(number)", at: "https://www.rfc-editor.org/rfc/rfc\(number)", isNumbered: true)
    }

    /// Release 1.1.1 of the OCI's distribution specification.
    static let distribution = Specification(
        "distribution-spec 1.1", at: "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md")

    /// What the distribution specification says since then; `1.1.1+dev` is its own name for that.
    static let distributionDraft = Specification(
        "distribution-spec 1.1.1+dev",
        at: "https://github.com/opencontainers/distribution-spec/blob/967efdc/spec.md")

    /// A file of release 1.1.1 of the OCI's image specification.
    static func image(_ file: String) -> Specification {
        Specification(
            "image-spec 1.1 \(file)", at: "https://github.com/opencontainers/image-spec/blob/v1.1.1/\(file).md")
    }

    /// How clients of the distribution project get tokens by GET.
    static let tokens = Specification(
        "distribution token",
        at: "https://github.com/distribution/distribution/blob/v3.0.0/docs/content/spec/auth/token.md")
}
