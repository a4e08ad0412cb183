import Faults

/// How the registry of a scenario serves, faults aside.
public struct RegistrySettings: Sendable, Equatable {
    /// How clients reach the registry.
    public enum Scheme: String, Sendable, CaseIterable {
        /// TLS on port 443.
        case https
        /// No TLS, on port 80.
        case http
    }

    /// What the token service asks of a client.
    public enum Credentials: String, Sendable, CaseIterable {
        /// A user and a password, which the puller has.
        case required
        /// Nothing: tokens are anonymous.
        case none
    }

    /// Whether the puller is told of a mirror that it is to ask before the registry, and for what.
    public enum Mirror: String, Sendable, CaseIterable {
        /// There is no mirror.
        case none
        /// For tags and for what digests name.
        case all
        /// For what digests name alone: what a tag means is the registry's word.
        case digestOnly = "digest-only"
    }

    /// HTTPS on port 443, or HTTP on port 80.
    public var scheme: Scheme
    /// Whether the token service asks for a password; without it tokens are anonymous.
    public var credentials: Credentials
    /// Whether blobs are answered with a redirect to the CDN.
    public var redirectsBlobs: Bool
    /// What a mirror of the registry is asked for; without it there is no mirror.
    public var mirror: Mirror

    enum Key: String, CaseIterable {
        case scheme, credentials, mirror
        case redirectBlobs = "redirect-blobs"
    }

    /// HTTPS with anonymous tokens, blobs from the CDN and no mirror, unless told otherwise.
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
