import Faults
import ImageContent

/// What refers to a manifest: nothing, or one artifact, such as a signature (distribution-spec 1.1, "Listing Referrers").
struct ReferrersList: Sendable {
    /// The artifact's manifest; nil for none.
    private let artifact: ServedManifest?
    /// What the image itself has.
    private let others: [ServedManifest]
    private let blobs: [Digest: Blob]

    static let artifactType = "application/vnd.chaospull.note"

    /// - Parameters:
    ///   - subject: what the artifact is about; nil for no artifact.
    ///   - others: what the image itself has.
    init(about subject: ServedManifest?, others: [ServedManifest] = []) {
        self.others = others
        guard let subject else {
            artifact = nil
            blobs = [:]
            return
        }
        // OCI image specification, "Guidance for an Empty Descriptor".
        let empty = Array("{}".utf8)
        let note = Array("checked\n".utf8)
        let document = ImageDocument.encode(
            ArtifactManifest(
                artifactType: Self.artifactType,
                config: Descriptor(mediaType: "application/vnd.oci.empty.v1+json", bytes: empty),
                layers: [Descriptor(mediaType: "text/plain", bytes: note)],
                subject: Descriptor(mediaType: subject.mediaType, digest: subject.digest, size: subject.bytes.count)))
        artifact = ServedManifest(mediaType: MediaType.ociManifest, digest: .sha256(of: document), bytes: document)
        blobs = Dictionary([empty, note].map { (Digest.sha256(of: $0), Blob(bytes: $0)) }) { $1 }
    }

    func manifest(_ reference: String) -> ServedManifest? {
        artifact.flatMap { $0.digest.description == reference ? $0 : nil }
    }

    func blob(_ digest: Digest) -> Blob? { blobs[digest] }

    /// The answer to a request about a digest.
    func reply(to request: ServiceRequest, about digest: Digest) -> HTTPReply {
        let filter = request.first("artifactType")
        let entries = ([artifact].compactMap(\.self) + others).filter { $0.subject == digest }.map(\.referrer)
            .filter { filter == nil || $0["artifactType"]?.text == filter }
        var reply = HTTPReply.content(
            MediaType.ociIndex,
            ImageDocument.encode(ReferrerIndex(mediaType: MediaType.ociIndex, manifests: entries)))
        if filter != nil { reply["OCI-Filters-Applied"] = "artifactType" }
        return reply
    }
}

/// OCI image specification, manifest.md, with a subject.
private struct ArtifactManifest: Encodable {
    var schemaVersion = 2
    var mediaType = MediaType.ociManifest
    let artifactType: String
    let config: Descriptor
    let layers: [Descriptor]
    let subject: Descriptor
}

private struct ReferrerIndex: Encodable {
    var schemaVersion = 2
    let mediaType: String
    let manifests: [JSONValue]
}
