import ImageContent

/// The meaning of a path of the registry's API (OCI distribution specification, "Endpoints").
enum RegistryPath: Equatable {
    case ping
    case manifest(repository: String, reference: String)
    case blob(repository: String, digest: String)
    case tags(repository: String)
    case referrers(repository: String, digest: String)

    init?(_ path: String) {
        let parts = path.split(separator: "/").map { FormEncoding.decode($0) }
        guard parts.first == "v2" else { return nil }
        guard parts.count > 1 else {
            self = .ping
            return
        }
        guard parts.count >= 4 else { return nil }
        let repository = parts[1..<(parts.count - 2)].joined(separator: "/")
        let last = parts[parts.count - 1]
        switch parts[parts.count - 2] {
        case "manifests": self = .manifest(repository: repository, reference: last)
        case "blobs": self = .blob(repository: repository, digest: last)
        case "referrers": self = .referrers(repository: repository, digest: last)
        case "tags" where last == "list": self = .tags(repository: repository)
        default: return nil
        }
    }

    /// Nil for the ping.
    var repository: String? {
        switch self {
        case .ping: nil
        case .manifest(let repository, _), .blob(let repository, _), .tags(let repository),
            .referrers(let repository, _):
            repository
        }
    }
}
