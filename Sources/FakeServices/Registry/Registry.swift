import Faults
import ImageContent

/// A registry of a few repositories, to be read only, after the OCI distribution specification 1.1.
struct Registry: HTTPService {
    let content: ServedContent
    /// Nil lets everybody pass.
    let gate: (any RegistryGate)?
    /// Where blobs are; nil serves them here.
    let redirect: SignedURL?
    let behavior: RegistryBehavior
    /// Hands out tokens here; nil if another host does, or nobody.
    private let tokens: TokenService?
    /// Serves what redirects to this host lead to; nil if they lead elsewhere.
    private let downloads: ContentDelivery?
    private let tags: TagList
    private let referrers: ReferrersList
    private let limit: PullLimit?
    private let words: RegistryWords

    init(
        content: ServedContent, gate: (any RegistryGate)?, redirect: SignedURL?,
        behavior: RegistryBehavior = RegistryBehavior(), tokens: TokenService? = nil
    ) {
        self.content = content
        self.gate = gate
        self.redirect = redirect
        self.behavior = behavior
        self.tokens = behavior.login == .ownTokens ? tokens : nil
        downloads =
            behavior.redirectTarget == .registry
            ? redirect.map { ContentDelivery(content: content, signed: $0, bucket: behavior.bucket) } : nil
        limit = behavior.saysLimits ? PullLimit() : nil
        words = RegistryWords(behavior.errors)
        tags = TagList(content.healthy.tag, more: behavior.moreTags, limit: behavior.tagsPage)
        referrers = ReferrersList(
            about: behavior.referrers == .one ? content.healthy.tagTarget : nil, others: content.healthy.referrers)
    }

    private var image: ServedImage { content.image }

    /// What of this host has the request; nil for the registry's own API.
    private func other(_ request: ServiceRequest) -> (any HTTPService)? {
        if let tokens, request.path == TokenService.path { return tokens }
        if let downloads, request.path.hasPrefix(SignedURL.folder) { return downloads }
        return nil
    }

    func resource(of request: ServiceRequest) -> Resource {
        if let other = other(request) { return other.resource(of: request) }
        return switch RegistryPath(request.path) {
        case .ping: .ping
        case .tags(image.repository): .tags
        case .manifest(image.repository, let text) where tags.has(text): word(for: image.tagTarget.digest)
        case .manifest(image.repository, let text): content.digest(named: text).map(word) ?? .other
        case .blob(let repository, let text) where content.has(repository):
            content.digest(named: text).map(word) ?? .other
        default: .other
        }
    }

    func reply(to request: ServiceRequest) async -> ServiceReply {
        if let other = other(request) { return await other.reply(to: request) }
        let path = RegistryPath(request.path)
        var answer = ServiceReply(noEndpoint)
        if let path {
            let facts = RequestFacts(request, to: .registry, about: resource(of: request))
            let check = await gate?.check(request, about: facts, repository: path.repository)
            answer = check?.refusal.map { ServiceReply($0) } ?? bareReply(to: request, path)
            answer.faults = (check?.faults ?? []) + answer.faults
        }
        answer.reply["Docker-Distribution-Api-Version"] = "registry/2.0"
        return answer
    }

    private func bareReply(to request: ServiceRequest, _ path: RegistryPath) -> ServiceReply {
        guard request.isReading else { return ServiceReply(unsupported(allowing: "GET, HEAD")) }
        if request.method == "HEAD", !behavior.answersHead, path != .ping {
            return ServiceReply(unsupported(allowing: "GET"))
        }
        guard path.repository.map(content.has) ?? true else {
            return ServiceReply(words.unknown(repository: path.repository ?? ""))
        }
        switch path {
        case .ping: return ServiceReply(.content("application/json", Array("{}".utf8)))
        case .manifest(let repository, let reference): return manifest(reference, in: repository, request)
        case .blob(let repository, let digest): return blob(digest, in: repository, request)
        case .tags(let repository):
            let list = repository == image.repository ? tags : TagList(image.tag)
            return ServiceReply(list.reply(to: request, repository: repository))
        case .referrers(_, let digest): return ServiceReply(list(ofReferrersTo: digest, request))
        }
    }

    /// As distribution's router says it (gorilla/mux without a NotFoundHandler): a code would be about a repository, and
    /// oras takes NAME_UNKNOWN for one that is not there instead of looking for the referrers' tag.
    private var noEndpoint: HTTPReply {
        .said(Array("404 page not found\n".utf8), as: "text/plain; charset=utf-8", status: 404)
    }

    private func unsupported(allowing methods: String) -> HTTPReply {
        var reply = words.unsupported
        reply["Allow"] = methods
        return reply
    }

    private func found(
        _ reference: String, in repository: String, for answer: ImageDamage.Answer
    ) -> ServedContent.Found<ServedManifest> {
        let isTag = repository == image.repository && tags.has(reference)
        let found = content.manifest(isTag ? image.tag : reference, in: repository, for: answer)
        return .init(found.value ?? referrers.manifest(reference), faults: found.faults)
    }

    /// The type that the manifest has is served whatever Accept says: the specification lets a client refuse it.
    private func manifest(_ reference: String, in repository: String, _ request: ServiceRequest) -> ServiceReply {
        let found = found(reference, in: repository, for: request.answer)
        guard let manifest = found.value else {
            return ServiceReply(words.unknownManifest, faults: found.faults)
        }
        let tag = "\"\(manifest.digest)\""
        var reply = HTTPReply.content(manifest.mediaType, manifest.bytes)
        // By digest it is the name that was asked for, which a document may have for it in place of its own.
        if behavior.namesDigest {
            reply["Docker-Content-Digest"] = reference.contains(":") ? reference : "\(manifest.digest)"
        }
        reply["ETag"] = tag
        limit?.tell(in: &reply, to: request)
        // RFC 9110 section 13.1.2.
        if request["If-None-Match"] == tag {
            reply.status = 304
            reply.body = .bytes([])
            reply["Content-Length"] = nil
        }
        return ServiceReply(reply, faults: found.faults)
    }

    private func blob(_ text: String, in repository: String, _ request: ServiceRequest) -> ServiceReply {
        guard let digest = content.digest(named: text) else {
            return ServiceReply(.error(status: 400, code: "DIGEST_INVALID", message: "the digest is malformed"))
        }
        let note = referrers.blob(digest)
        let found = content.blob(digest, in: repository, for: redirect == nil ? request.answer : .mention)
        guard let blob = found.value ?? note else {
            return ServiceReply(words.unknownBlob, faults: found.faults)
        }
        var reply: HTTPReply
        if let redirect, note == nil {
            // The body stays empty, so that faults about bodies meet the one of the CDN.
            reply = HTTPReply(
                status: behavior.redirectStatus,
                headers: [.init("Location", redirect.url(of: digest)), .init("Content-Length", "0")]
            )
        } else {
            reply = .blob(blob, to: request)
        }
        if behavior.namesDigest { reply["Docker-Content-Digest"] = text }
        return ServiceReply(reply, faults: found.faults)
    }

    private func list(ofReferrersTo text: String, _ request: ServiceRequest) -> HTTPReply {
        guard behavior.referrers != .unsupported else {
            return noEndpoint
        }
        guard let digest = Digest(text) else {
            return .error(status: 400, code: "DIGEST_INVALID", message: "the digest is malformed")
        }
        return referrers.reply(to: request, about: digest)
    }

    private func word(for digest: Digest) -> Resource { content.resource(of: digest) }
}
