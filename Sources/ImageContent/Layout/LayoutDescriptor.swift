/// What a document of a layout says of another one: a descriptor (descriptor.md), as far as it matters here.
struct LayoutDescriptor: Sendable {
    let mediaType: String
    let digest: Digest
    let size: Int
    let platform: (os: String, architecture: String, variant: String?)?
    let annotations: [String: String]

    /// Nil if there is no digest or no size, or one that nothing can have.
    init?(_ value: JSONValue) {
        guard let digest = value["digest"]?.text.flatMap({ Digest($0) }), case .integer(let size)? = value["size"],
            size >= 0
        else { return nil }
        self.digest = digest
        self.size = size
        mediaType = value["mediaType"]?.text ?? ""
        if let platform = value["platform"], let os = platform["os"]?.text,
            let architecture = platform["architecture"]?.text
        {
            self.platform = (os, architecture, platform["variant"]?.text)
        } else {
            platform = nil
        }
        var annotations: [String: String] = [:]
        if case .object(let members)? = value["annotations"] {
            for (key, value) in members { annotations[key] = value.text }
        }
        self.annotations = annotations
    }

    /// The names that tools give an image in a layout (annotations.md; containerd, images/annotations.go).
    var names: [String] {
        [
            "org.opencontainers.image.ref.name", "io.containerd.image.name",
        ].compactMap { annotations[$0] }
    }

    /// An attestation beside an image, which no puller takes for one (BuildKit, docs/attestations/attestation-storage.md).
    var isAttestation: Bool { annotations["vnd.docker.reference.type"] == "attestation-manifest" }

    var isIndex: Bool { mediaType == MediaType.ociIndex || mediaType == MediaType.dockerManifestList }

    var isManifest: Bool { mediaType == MediaType.ociManifest || mediaType == MediaType.dockerManifest }

    /// As in `linux/arm64/v8`.
    var platformText: String {
        guard let platform else { return "no platform" }
        return [platform.os, platform.architecture, platform.variant].compactMap(\.self).joined(separator: "/")
    }
}
