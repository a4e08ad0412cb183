import Faults

/// The settings of the registry, apart from faults.
public struct RegistrySettings: Sendable, Equatable {
    /// How clients reach the registry.
    public enum Scheme: String, Sendable, CaseIterable {
        /// TLS on port 443.
        case https
        /// No TLS, on port 80.
        case http
    }

    /// What the token service requires from a client.
    public enum Credentials: String, Sendable, CaseIterable {
        /// User and password, which the puller has.
        case required
        /// Nothing: tokens are anonymous.
        case none
    }

    /// Whether the puller asks a mirror before the registry, and for what.
    public enum Mirror: String, Sendable, CaseIterable {
        /// There is no mirror.
        case none
        /// For tags and for content by digest.
        case all
        /// Only for content by digest; the registry says what a tag means.
        case digestOnly = "digest-only"
    }

    /// HTTPS on port 443, or HTTP on port 80.
    public var scheme: Scheme
    /// Whether the token service asks for a password; otherwise tokens are anonymous.
    public var credentials: Credentials
    /// Whether blobs are answered with a redirect to the CDN.
    public var redirectsBlobs: Bool
    /// What a mirror of the registry is asked for.
    public var mirror: Mirror

    enum Key: String, CaseIterable {
        case scheme, credentials, mirror
        case redirectBlobs = "redirect-blobs"
    }

    /// Makes settings; by default HTTPS with anonymous tokens, blobs from the CDN and no mirror.
    public init(
        scheme: Scheme = .https, credentials: Credentials = .none, redirectsBlobs: Bool = true, mirror: Mirror = .none
    ) {
        self.scheme = scheme
        self.credentials = credentials
        self.redirectsBlobs = redirectsBlobs
        self.mirror = mirror
    }

    /// Reads the value of the key `registry`.
    package init(_ element: Element) throws(LanguageError) {
        self.init()
        for (key, value) in try element.entries(Key.self, of: "registry settings") {
            switch key {
            case .scheme: scheme = try value.word(called: "scheme")
            case .credentials: credentials = try value.word(called: "setting")
            case .redirectBlobs: redirectsBlobs = try value.boolean()
            case .mirror: mirror = try value.word(called: "setting")
            }
        }
    }
}
