/// The errors of a registry in its own words; where no source is named they are those of distribution.
package struct RegistryWords: Sendable {
    package let kind: RegistryKind

    package init(_ kind: RegistryKind) { self.kind = kind }

    /// To a request that shows nothing that opens the registry.
    package var unauthorized: HTTPReply {
        switch kind {
        // Observed in NVIDIA/enroot#59 and google/go-containerregistry#861.
        case .ecr: .said(Array("Not Authorized\n".utf8), as: "text/plain; charset=utf-8", status: 401)
        // Azure/azure-sdk-for-js, sdk/containerregistry/container-registry/recordings.
        case .acr:
            error(
                401, "UNAUTHORIZED",
                "authentication required, visit https://aka.ms/acr/authorization for more information.")
        // quay/quay, endpoints/v2/errors.py.
        case .quay: error(401, "UNAUTHORIZED", "access to the requested resource is not authorized")
        // distribution, registry/api/errcode/register.go; ghcr says the same (openappsec/openappsec#306).
        default: error(401, "UNAUTHORIZED", "authentication required")
        }
    }

    /// To a wrong user or password, of the token service or the registry.
    package var wrongPassword: HTTPReply {
        switch kind {
        // docker/for-win#4298.
        case .dockerHub: error(401, "UNAUTHORIZED", "incorrect username or password")
        // akuity/kargo#778: "403 Forbidden", and "denied: denied" of docker.
        case .ghcr: error(403, "DENIED", "denied")
        // quay/quay, endpoints/v2/errors.py, InvalidLogin.
        case .quay: error(401, "UNAUTHORIZED", "Specified credentials are invalid")
        // goharbor/harbor, src/core/service/token/token.go: CustomAbort(401, "").
        case .harbor: .said([], as: "text/plain; charset=utf-8", status: 401)
        // GoogleCloudPlatform/docker-credential-gcr#129.
        case .gar: error(401, "UNAUTHORIZED", "No valid credential was supplied.")
        case .ecr, .acr: unauthorized
        case .distribution: error(401, "UNAUTHORIZED", "requested access to the resource is denied")
        }
    }

    /// To a request for a repository that is not there.
    package func unknown(repository: String) -> HTTPReply {
        switch kind {
        // As docker reports it of Amazon ECR: "name unknown: The repository with name '…' does not exist in the registry
        // with id '…'" (Amazon ECR API Reference, RepositoryNotFoundException).
        case .ecr:
            error(
                404, "NAME_UNKNOWN",
                "The repository with name '\(repository.clipped)' does not exist in the registry with id '123456789012'"
            )
        // distribution, registry/api/v2/errors.go, as all below.
        default: error(404, "NAME_UNKNOWN", "repository name not known to registry")
        }
    }

    package var unknownManifest: HTTPReply { error(404, "MANIFEST_UNKNOWN", "manifest unknown") }

    package var unknownBlob: HTTPReply { error(404, "BLOB_UNKNOWN", "blob unknown to registry") }

    package var unsupported: HTTPReply { error(405, "UNSUPPORTED", "The operation is unsupported.") }

    private func error(_ status: Int, _ code: String, _ message: String) -> HTTPReply {
        .error(status: status, code: code, message: message)
    }
}

extension RegistryBehavior.Bucket {
    /// The refusal of a request with a header Authorization beside a signed query; nil if the header is ignored.
    package var refusal: HTTPReply? {
        switch self {
        case .lenient: nil
        // renovatebot/renovate#3877.
        case .s3:
            ErrorReply(
                status: 400, code: "InvalidArgument",
                message: "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query "
                    + "string parameter or the Authorization header should be specified", form: .storage
            ).reply
        // Azure/acr#217; Azure Storage REST API, "Common REST API error codes", InvalidAuthenticationInfo.
        case .azure:
            ErrorReply(
                status: 400, code: "InvalidAuthenticationInfo",
                message: "Authentication information is not given in the correct format. Check the value of "
                    + "Authorization header.", form: .storage
            ).reply
        }
    }
}
