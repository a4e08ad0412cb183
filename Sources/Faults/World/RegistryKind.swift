/// A registry that people use.
public enum RegistryKind: String, Sendable, CaseIterable {
    /// Docker Hub.
    case dockerHub = "docker-hub"
    /// The container registry of GitHub.
    case ghcr
    /// Amazon Elastic Container Registry, private.
    case ecr
    /// Google Artifact Registry.
    case gar
    /// Azure Container Registry.
    case acr
    /// Quay.
    case quay
    /// Harbor.
    case harbor
    /// The CNCF's Distribution (Docker Registry 2) as it comes, without credentials and with files on a disk.
    case distribution
}

/// What differs between registries that people use; what has no source here is as without a kind.
extension RegistryBehavior {
    /// The behavior of a registry that people use.
    public init(like kind: RegistryKind) {
        self.init(errors: kind)
        switch kind {
        case .dockerHub: beLikeDockerHub()
        case .ghcr: beLikeGHCR()
        case .ecr: beLikeECR()
        case .gar: beLikeGAR()
        case .acr: beLikeACR()
        case .quay: beLikeQuay()
        case .harbor: beLikeHarbor()
        case .distribution: login = .none  // distribution, docs "Configuration", auth: "There are no default values".
        }
    }

    private mutating func beLikeDockerHub() {
        // auth.docker.io beside registry-1.docker.io: docs.docker.com, "Docker Hub pull usage and limits", "View pull
        // rate and limit".
        login = .tokenService
        // Observed in opencontainers/distribution-spec#299: 307 to production.cloudflare.docker.com, signed.
        redirectStatus = 307
        redirectTarget = .cdn
        // docs.docker.com, the same page: ratelimit-limit and ratelimit-remaining.
        saysLimits = true
    }

    private mutating func beLikeGHCR() {
        // Observed: realm="https://ghcr.io/token",service="ghcr.io" (renovatebot/renovate, lib/modules/datasource/docker).
        login = .ownTokens
        // Observed in opencontainers/distribution-spec#299: 307 to pkg-containers.githubusercontent.com, signed.
        redirectStatus = 307
        redirectTarget = .cdn
    }

    private mutating func beLikeECR() {
        // Observed in NVIDIA/enroot#59; Amazon ECR User Guide, "Using HTTP API authentication".
        login = .basic
        // Observed in amancevice/terraform-aws-custom-ecr-domain#4: 307 to Amazon S3.
        redirectStatus = 307
        redirectTarget = .cdn
        bucket = .s3
    }

    private mutating func beLikeGAR() {
        // Observed in apple/container#2274: realm="https://us-docker.pkg.dev/v2/token", and a service only with a scope.
        login = .ownTokens
        namesServiceToPing = false
        // ahmetb/serverless-registry-proxy, main.go: blobs come from /artifacts-downloads/ of the same host.
        redirectTarget = .registry
    }

    private mutating func beLikeACR() {
        // Azure/acr, docs/AAD-OAuth.md: realm="https://contosoregistry.azurecr.io/oauth2/token"; the token is had by
        // POST, and its answer is {"access_token": …}.
        login = .ownTokens
        takesForms = true
        tokenNames = .accessToken
        saysExpiry = false
        // Observed in Azure/acr#217: the store behind blobs refuses Authorization.
        redirectTarget = .cdn
        bucket = .azure
    }

    private mutating func beLikeQuay() {
        // quay/quay, endpoints/v2/v2auth.py: /v2/auth, for GET only, answers {"token": …}.
        login = .ownTokens
        takesForms = false
        tokenNames = .token
        saysExpiry = false
        // quay/quay, endpoints/v2/blob.py: redirect() of Flask, which is 302 by default; quay/quay-docs#149: to
        // cdn.quay.io.
        redirectStatus = 302
        redirectTarget = .cdn
    }

    private mutating func beLikeHarbor() {
        // goharbor/harbor, src/core/service/token/token.go: /service/token has a handler for GET only.
        login = .ownTokens
        takesForms = false
    }
}

extension RegistryKind {
    /// Whether it redirects blobs, as it comes.
    package var redirectsBlobs: Bool {
        switch self {
        // distribution, registry/storage/blobserver.go: only where the storage gives URLs, which files on a disk do not;
        // Harbor stores so unless told otherwise (harbor.yml, storage_service).
        case .distribution, .harbor: false
        default: true
        }
    }

    /// Whether nobody pulls without a password.
    ///
    /// Amazon ECR User Guide, "Using HTTP API authentication": "you must provide an authorization token with every HTTP
    /// request".
    package var requiresCredentials: Bool { self == .ecr }
}
