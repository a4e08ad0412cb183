import Faults
import ImageContent

/// A registry of one image, to be read only, after the OCI distribution specification 1.1.
struct Registry: HTTPService {
    let content: ServedContent
    /// Nil lets everybody pass.
    let gate: TokenGate?

    private var image: ServedImage { content.image }
    /// Where blobs are; nil serves them here.
    let redirect: SignedURL?

    func resource(of request: ServiceRequest) -> Resource {
        switch RegistryPath(request.path) {
        case .ping: .ping
        case .tags(image.repository): .tags
        case .manifest(image.repository, image.tag): word(for: image.tagTarget.digest)
        case .manifest(image.repository, let text), .blob(image.repository, let text):
            Digest(text).map(word) ?? .other
        default: .other
        }
    }

    func reply(to request: ServiceRequest) async -> ServiceReply {
        let path = RegistryPath(request.path)
        var answer = ServiceReply(.error(status: 404, code: "NAME_UNKNOWN", message: "no such endpoint"))
        if let path {
            let facts = RequestFacts(request, to: .registry, about: resource(of: request))
            let check = await gate?.check(request, about: facts, repository: path.repository)
            answer = ServiceReply(check?.refusal ?? bareReply(to: request, path), faults: check?.faults ?? [])
        }
        answer.reply["Docker-Distribution-Api-Version"] = "registry/2.0"
        return answer
    }

    private func bareReply(to request: ServiceRequest, _ path: RegistryPath) -> HTTPReply {
        guard request.isReading else {
            var reply = HTTPReply.error(status: 405, code: "UNSUPPORTED", message: "this registry is read-only")
            reply["Allow"] = "GET, HEAD"
            return reply
        }
        guard path.repository == nil || path.repository == image.repository else {
            return .error(status: 404, code: "NAME_UNKNOWN", message: "repository name not known to registry")
        }
        switch path {
        case .ping: return .content("application/json", Array("{}".utf8))
        case .manifest(_, let reference): return manifest(reference, request)
        case .blob(_, let digest): return blob(digest, request)
        case .tags: return tags(request)
        }
    }

    /// The type that the manifest has is served whatever Accept says: the specification lets a client refuse it.
    private func manifest(_ reference: String, _ request: ServiceRequest) -> HTTPReply {
        guard let manifest = image.manifest(reference) else {
            return .error(status: 404, code: "MANIFEST_UNKNOWN", message: "manifest unknown to registry")
        }
        let tag = "\"\(manifest.digest)\""
        var reply = HTTPReply.content(manifest.mediaType, manifest.bytes)
        reply["Docker-Content-Digest"] = "\(manifest.digest)"
        reply["ETag"] = tag
        // RFC 9110 section 13.1.2.
        if request["If-None-Match"] == tag {
            reply.status = 304
            reply.body = .bytes([])
            reply["Content-Length"] = nil
        }
        return reply
    }

    private func blob(_ text: String, _ request: ServiceRequest) -> HTTPReply {
        guard let digest = Digest(text) else {
            return .error(status: 400, code: "DIGEST_INVALID", message: "the digest is malformed")
        }
        guard let blob = image.blob(digest) else {
            return .error(status: 404, code: "BLOB_UNKNOWN", message: "blob unknown to registry")
        }
        var reply: HTTPReply
        if let redirect {
            // The body stays empty, so that faults about bodies meet the one of the CDN.
            reply = HTTPReply(
                status: 307, headers: [.init("Location", redirect.url(of: digest)), .init("Content-Length", "0")]
            )
        } else {
            reply = .blob(blob, to: request)
        }
        reply["Docker-Content-Digest"] = "\(digest)"
        return reply
    }

    /// One page of tags in lexical order (specification, "Listing Tags").
    private func tags(_ request: ServiceRequest) -> HTTPReply {
        var page = [image.tag].filter { $0 > request.first("last") ?? "" }
        if let text = request.first("n") {
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let limit = Int(text) else {
                return .error(status: 400, code: "PAGINATION_NUMBER_INVALID", message: "n is no number")
            }
            page = Array(page.prefix(limit))
        }
        let list = page.map { "\"\($0)\"" }.joined(separator: ",")
        return .content("application/json", Array(#"{"name":"\#(image.repository)","tags":[\#(list)]}"#.utf8))
    }

    private func word(for digest: Digest) -> Resource {
        image.resource(of: digest).map { Resource($0) } ?? .other
    }
}
