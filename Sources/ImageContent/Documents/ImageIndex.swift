/// A list of manifests by platform: an OCI image index or a Docker manifest list.
///
/// OCI image specification, image-index.md.
package struct ImageIndex: Codable, Equatable, Sendable {
    /// Always 2.
    package var schemaVersion = 2
    /// The media type of the index itself; optional in OCI documents.
    package var mediaType: String?
    /// The manifests.
    package var manifests: [Descriptor]

    package init(mediaType: String?, manifests: [Descriptor]) {
        self.mediaType = mediaType
        self.manifests = manifests
    }
}
