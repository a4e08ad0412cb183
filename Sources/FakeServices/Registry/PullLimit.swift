import Faults
import Synchronization

/// The rate limit of Docker Hub as its headers tell it: manifests by GET count, by HEAD they do not.
///
/// docs.docker.com, "Docker Hub pull usage and limits": `ratelimit-limit: 100;w=21600`. It is told and never enforced.
final class PullLimit: Sendable {
    private static let most = 100
    private static let window = 21_600

    private let pulls = Atomic(0)

    func tell(in reply: inout HTTPReply, to request: ServiceRequest) {
        let used = request.method == "GET" ? pulls.add(1, ordering: .relaxed).newValue : pulls.load(ordering: .relaxed)
        reply["ratelimit-limit"] = "\(Self.most);w=\(Self.window)"
        reply["ratelimit-remaining"] = "\(max(0, Self.most - used));w=\(Self.window)"
    }
}
