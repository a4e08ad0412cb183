import Faults
import ImageContent

/// Serves blobs by signed URLs, and reports errors in XML like an object store.
struct ContentDelivery: HTTPService {
    let content: ServedContent
    let signed: SignedURL
    var bucket = RegistryBehavior.Bucket.lenient

    func resource(of request: ServiceRequest) -> Resource {
        digest(in: request.path).map(content.resource) ?? .other
    }

    func reply(to request: ServiceRequest) async -> ServiceReply {
        if let refusal = refusal(of: request) { return ServiceReply(refusal) }
        let found = digest(in: request.path).map { content.blob($0, for: request.answer) }
        guard let blob = found?.value else {
            return ServiceReply(
                error(404, "NoSuchKey", "The specified key does not exist."), faults: found?.faults ?? [])
        }
        return ServiceReply(.blob(blob, to: request), faults: found?.faults ?? [])
    }

    /// Why a request is not answered with content; nil if it is.
    private func refusal(of request: ServiceRequest) -> HTTPReply? {
        guard request.isReading else {
            var reply = error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
            // RFC 9110 section 15.5.6.
            reply["Allow"] = "GET, HEAD"
            return reply
        }
        if !isForeign(request.path) {
            do {
                try signed.check(request)
            } catch {
                switch error {
                case .unsigned:
                    return self.error(403, "SignatureDoesNotMatch", "The signature does not match the request.")
                case .expired:
                    return self.error(403, "AccessDenied", "Request has expired")
                }
            }
        }
        return request.authorization == .none ? nil : bucket.refusal
    }

    /// Whether it is a layer that a manifest names by a URL, which nobody can sign.
    private func isForeign(_ path: String) -> Bool { path.hasPrefix(ImageRecipe.foreignFolder) }

    private func digest(in path: String) -> Digest? {
        let parts = path.split(separator: "/")
        guard parts.count == 3, parts[0] == "blobs" || isForeign(path) else { return nil }
        return Digest("\(parts[1]):\(parts[2])")
    }

    private func error(_ status: Int, _ code: String, _ message: String) -> HTTPReply {
        ErrorReply(status: status, code: code, message: message, form: .storage).reply
    }
}
