/// How a registry behaves where registries differ, apart from faults.
public struct RegistryBehavior: Sendable, Equatable {
    /// How a client shows that it may pull.
    public enum Login: String, Sendable, CaseIterable {
        /// A token of a service at a host of its own.
        case tokenService = "token-service"
        /// A token that the registry itself hands out.
        case ownTokens = "own-tokens"
        /// User and password with every request (RFC 7617).
        case basic
        /// Not at all.
        case none
    }

    /// By which names the answer has a token; clients have to take either (distribution, "Token Authentication").
    public enum TokenNames: String, Sendable, CaseIterable {
        /// `token` and `access_token`.
        case both
        /// `token`.
        case token
        /// `access_token`.
        case accessToken = "access-token"
    }

    /// Where redirects of blobs lead.
    public enum RedirectTarget: String, Sendable, CaseIterable {
        /// To another host.
        case cdn
        /// To another path of the registry.
        case registry
    }

    /// What the store behind the registry makes of a header Authorization beside the signature in the URL.
    public enum Bucket: String, Sendable, CaseIterable {
        /// It ignores the header.
        case lenient
        /// It refuses the request, as Amazon S3 does.
        case s3
        /// It refuses the request, as Azure Blob Storage does.
        case azure
    }

    /// What the API for referrers answers (distribution-spec 1.1, "Listing Referrers").
    public enum Referrers: String, Sendable, CaseIterable {
        /// 404, as of a registry that does not have the API.
        case unsupported
        /// An empty list.
        case none
        /// A list of one artifact about the manifest.
        case one
    }

    /// How a client shows that it may pull.
    public var login: Login
    /// Whether a token can be had by a form (distribution, "OAuth2 Token Authentication"); otherwise forms get 405.
    public var takesForms: Bool
    /// By which names the answer has a token.
    public var tokenNames: TokenNames
    /// Whether the answer says how long the token lives.
    public var saysExpiry: Bool
    /// Whether the challenge to the version check names the service.
    public var namesServiceToPing: Bool
    /// The status of redirects of blobs: 301, 302, 303, 307 or 308.
    public var redirectStatus: Int
    /// Where redirects of blobs lead.
    public var redirectTarget: RedirectTarget
    /// What the store makes of a header Authorization.
    public var bucket: Bucket
    /// Whose words errors have.
    public var errors: RegistryKind
    /// Whether manifests come with the headers of Docker Hub's rate limit.
    public var saysLimits: Bool
    /// Whether a HEAD of a manifest or a blob is answered; otherwise with 405.
    public var answersHead: Bool
    /// Whether manifests and blobs come with `Docker-Content-Digest`.
    public var namesDigest: Bool
    /// How many tags the repository has, beside the one that is pulled.
    public var moreTags: Int
    /// The most tags in one answer, whatever the client asks for; nil for no limit.
    public var tagsPage: Int?
    /// What the API for referrers answers.
    public var referrers: Referrers

    /// The possible numbers of further tags.
    package static let moreTagsRange = 0...10_000
    /// The possible sizes of a page of tags.
    package static let tagsPageRange = 1...10_000

    /// Makes a behavior; each property has the value that it has in scenarios without the key.
    public init(
        login: Login = .tokenService, takesForms: Bool = true, tokenNames: TokenNames = .both, saysExpiry: Bool = true,
        namesServiceToPing: Bool = true, redirectStatus: Int = 307, redirectTarget: RedirectTarget = .cdn,
        bucket: Bucket = .lenient, errors: RegistryKind = .distribution, saysLimits: Bool = false,
        answersHead: Bool = true, namesDigest: Bool = true, moreTags: Int = 0, tagsPage: Int? = nil,
        referrers: Referrers = .unsupported
    ) {
        self.login = login
        self.takesForms = takesForms
        self.tokenNames = tokenNames
        self.saysExpiry = saysExpiry
        self.namesServiceToPing = namesServiceToPing
        self.redirectStatus = redirectStatus
        self.redirectTarget = redirectTarget
        self.bucket = bucket
        self.errors = errors
        self.saysLimits = saysLimits
        self.answersHead = answersHead
        self.namesDigest = namesDigest
        self.moreTags = moreTags
        self.tagsPage = tagsPage
        self.referrers = referrers
    }
}
