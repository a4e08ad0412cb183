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

    func reply(to request: ServiceRequest) async -> ServiceReply { ServiceReply(bareReply(to: request)) }

    private func bareReply(to request: ServiceRequest) -> HTTPReply {
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
        if request.authorization != .none, let refusal = bucket.refusal { return refusal }
        guard let blob = digest(in: request.path).flatMap(content.blob) else {
            return error(404, "NoSuchKey", "The specified key does not exist.")
        }
        return .blob(blob, to: request)
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
