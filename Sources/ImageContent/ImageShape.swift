/// Something that images have beside the usual documents, in the words of scenarios.
public enum ImageShape: String, Sendable, Codable, CaseIterable {
    /// The tag names an index that names an index (image-index.md).
    case nestedIndex = "nested-index"
    /// The index names manifests for other platforms too.
    case otherPlatforms = "other-platforms"
    /// The index names an attestation beside the manifest, as BuildKit writes it.
    case attestations
    /// The index names an artifact beside the manifest (manifest.md, `artifactType`).
    case artifact
    /// The top layer is the lowest one again.
    case repeatedLayer = "repeated-layer"
    /// The second layer is an archive without entries.
    case emptyLayer = "empty-layer"
    /// The lowest layer can be had elsewhere too, by `urls`.
    case foreignLayer = "foreign-layer"
    /// Descriptors of documents hold the document itself (descriptor.md, `data`).
    case data

    /// The fewest layers that an image of this shape can have.
    package var fewestLayers: Int {
        switch self {
        case .repeatedLayer, .emptyLayer: 2
        default: 1
        }
    }

    /// Whether the tag has to name an index.
    package var needsIndex: Bool {
        switch self {
        case .nestedIndex, .otherPlatforms, .attestations, .artifact: true
        default: false
        }
    }

    /// Whether only documents of the OCI image specification can have it.
    package var needsOCI: Bool {
        switch self {
        case .nestedIndex, .attestations, .artifact, .data: true
        default: false
        }
    }
}
