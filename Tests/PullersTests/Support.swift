import Pullers
import Sandboxing

/// A pull as scenarios ask for it.
func request(http isInsecure: Bool = false, credentials: Bool = false, proxy: Bool = false) -> PullRequest {
    PullRequest(
        registry: "registry.test", repository: "library/demo", tag: "1", isInsecure: isInsecure,
        credentials: credentials ? PullRequest.Credentials(user: "puller", password: "pass:word") : nil,
        authority: "PEM", proxy: proxy ? PullRequest.Proxy(address: "proxy.test:3128") : nil
    )
}

extension Puller {
    /// The text of a configuration file, or nil when there is none.
    func file(_ path: String, for pull: PullRequest) -> String? {
        files(for: pull).first { $0.path == path }?.text
    }
}
