import Pullers
import Sandboxing

/// A pull as scenarios ask for it.
func request(
    http isInsecure: Bool = false, credentials: Bool = false, mirror: PullRequest.Mirror? = nil, proxy: Bool = false,
    settings: PullerSettings = PullerSettings()
) -> PullRequest {
    PullRequest(
        registry: "registry.test", repository: "library/demo", tag: "1", isInsecure: isInsecure,
        credentials: credentials ? PullRequest.Credentials(user: "puller", password: "pass:word") : nil,
        authority: "PEM", mirror: mirror, proxy: proxy ? PullRequest.Proxy(address: "proxy.test:3128") : nil,
        settings: settings
    )
}

extension PullRequest.Mirror {
    static let forAll = PullRequest.Mirror(host: "mirror.test", isForTags: true)
    static let forDigests = PullRequest.Mirror(host: "mirror.test", isForTags: false)
}

extension Puller {
    /// The text of a configuration file, or nil when there is none.
    func file(_ path: String, for pull: PullRequest) -> String? {
        files(for: pull).first { $0.path == path }?.text
    }
}
