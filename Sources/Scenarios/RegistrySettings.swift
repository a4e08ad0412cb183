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
    /// Whether the hosts offer HTTP/2 by ALPN, beside HTTP/1.1.
    public var offersHTTP2: Bool
    /// Whether the registry also answers in plain HTTP on port 80, beside TLS.
    public var hasPlainPort: Bool
    /// Whether the token service asks for a password; otherwise tokens are anonymous.
    public var credentials: Credentials
    /// Whether blobs are answered with a redirect to the CDN.
    public var redirectsBlobs: Bool
    /// What a mirror of the registry is asked for.
    public var mirror: Mirror
    /// How it behaves where registries differ.
    public var behavior: RegistryBehavior

    enum Key: String, CaseIterable {
        case like, scheme, http2, credentials, mirror, login, errors, bucket, head, referrers
        case plainPort = "plain-port"
        case redirectBlobs = "redirect-blobs"
        case redirectStatus = "redirect-status"
        case redirectTarget = "redirect-to"
        case tokenForms = "token-forms"
        case tokenNames = "token-names"
        case tokenExpiry = "token-expiry"
        case pingService = "ping-service"
        case limitHeaders = "limit-headers"
        case digestHeader = "digest-header"
        case moreTags = "more-tags"
        case tagsPage = "tags-page"
    }

    /// Makes settings; by default HTTPS with anonymous tokens, blobs from the CDN and no mirror.
    public init(
        scheme: Scheme = .https, offersHTTP2: Bool = false, hasPlainPort: Bool = false,
        credentials: Credentials = .none, redirectsBlobs: Bool = true, mirror: Mirror = .none,
        behavior: RegistryBehavior = RegistryBehavior()
    ) {
        self.scheme = scheme
        self.offersHTTP2 = offersHTTP2
        self.hasPlainPort = hasPlainPort
        self.credentials = credentials
        self.redirectsBlobs = redirectsBlobs
        self.mirror = mirror
        self.behavior = behavior
    }

    /// Makes the settings of a registry that people use; what of it is not known from a source is as by default.
    public init(like kind: RegistryKind) {
        self.init(
            credentials: kind.requiresCredentials ? .required : .none, redirectsBlobs: kind.redirectsBlobs,
            behavior: RegistryBehavior(like: kind))
    }

    /// Reads the value of the key `registry`: `like` first, wherever it stands, and then the keys that differ from it.
    package init(_ element: Element) throws(LanguageError) {
        self.init()
        if let like = element[Key.like.rawValue] { self.init(like: try like.word(called: "registry")) }
        for (key, value) in try element.entries(Key.self, of: "registry settings") {
            switch key {
            case .like: continue
            case .login: behavior.login = try value.word(called: "setting")
            case .errors: behavior.errors = try value.word(called: "registry")
            case .bucket: behavior.bucket = try value.word(called: "setting")
            case .redirectStatus: behavior.redirectStatus = try Self.redirectStatus(value)
            case .redirectTarget: behavior.redirectTarget = try value.word(called: "setting")
            case .tokenForms: behavior.takesForms = try value.boolean()
            case .tokenNames: behavior.tokenNames = try value.word(called: "setting")
            case .tokenExpiry: behavior.saysExpiry = try value.boolean()
            case .pingService: behavior.namesServiceToPing = try value.boolean()
            case .limitHeaders: behavior.saysLimits = try value.boolean()
            case .http2: offersHTTP2 = try value.boolean()
            case .plainPort: hasPlainPort = try value.boolean()
            case .scheme: scheme = try value.word(called: "scheme")
            case .credentials: credentials = try value.word(called: "setting")
            case .redirectBlobs: redirectsBlobs = try value.boolean()
            case .mirror: mirror = try value.word(called: "setting")
            case .head: behavior.answersHead = try value.boolean()
            case .digestHeader: behavior.namesDigest = try value.boolean()
            case .moreTags: behavior.moreTags = try value.integer(in: RegistryBehavior.moreTagsRange)
            case .tagsPage: behavior.tagsPage = try value.integer(in: RegistryBehavior.tagsPageRange)
            case .referrers: behavior.referrers = try value.word(called: "setting")
            }
        }
    }

    private static func redirectStatus(_ element: Element) throws(LanguageError) -> Int {
        let status = try element.integer(in: 300...399)
        if let complaint = RedirectStatus.complaint(about: status) { throw element.error(complaint) }
        return status
    }
}
