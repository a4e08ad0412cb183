/// The manifest of one image: its configuration and its layers, lowest layer first.
///
/// OCI image specification, manifest.md; the Docker form (version 2 schema 2) has the same fields.
package struct ImageManifest: Codable, Equatable, Sendable {
    /// Always 2.
    package var schemaVersion = 2
    /// The media type of the manifest itself; optional in OCI documents.
    package var mediaType: String?
    /// The kind of an artifact.
    package var artifactType: String?
    /// The image configuration.
    package var config: Descriptor
    /// The layers, lowest first.
    package var layers: [Descriptor]
    /// Free text by key.
    package var annotations: [String: String]?

    package init(mediaType: String?, config: Descriptor, layers: [Descriptor]) {
        self.mediaType = mediaType
        self.config = config
        self.layers = layers
    }
}
