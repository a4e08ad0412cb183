import Faults
import ImageContent

/// Serves blobs by signed URLs, and reports errors in XML like an object store.
struct ContentDelivery: HTTPService {
    let content: ServedContent
    let signed: SignedURL

    private var image: ServedImage { content.image }

    func resource(of request: ServiceRequest) -> Resource {
        digest(in: request.path).flatMap { image.resource(of: $0) }.map { Resource($0) } ?? .other
    }

    func reply(to request: ServiceRequest) async -> ServiceReply { ServiceReply(bareReply(to: request)) }

    private func bareReply(to request: ServiceRequest) -> HTTPReply {
        guard request.isReading else {
            return error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
        }
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
        guard let blob = digest(in: request.path).flatMap({ image.blob($0) }) else {
            return error(404, "NoSuchKey", "The specified key does not exist.")
        }
        return .blob(blob, to: request)
    }

    private func digest(in path: String) -> Digest? {
        let parts = path.split(separator: "/")
        guard parts.count == 3, parts[0] == "blobs" else { return nil }
        return Digest("\(parts[1]):\(parts[2])")
    }

    private func error(_ status: Int, _ code: String, _ message: String) -> HTTPReply {
        ErrorReply(status: status, code: code, message: message, form: .storage).reply
    }
}
