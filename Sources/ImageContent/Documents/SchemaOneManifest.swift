/// What is signed of a manifest of schema 1: the layers, and how each was made, the highest first.
///
/// distribution, docs/spec/manifest-v2-1.md, "Manifest Field Descriptions".
package struct SchemaOneManifest: Codable, Equatable, Sendable {
    /// Always 1.
    package var schemaVersion = 1
    /// The repository.
    package var name: String
    /// The tag.
    package var tag: String
    /// The processor, such as `amd64`.
    package var architecture: String
    /// The compressed layers.
    package var fsLayers: [Layer]
    /// A step for each of the layers.
    package var history: [Entry]

    /// A compressed layer.
    package struct Layer: Codable, Equatable, Sendable {
        package var blobSum: Digest
    }

    /// A step as version 1 of the image format has it, as a text of JSON.
    package struct Entry: Codable, Equatable, Sendable {
        package var v1Compatibility: String
    }

    /// A step: what Docker knew of an image when each layer was an image of its own (moby, image/spec/v1.md).
    package struct Step: Codable, Equatable, Sendable {
        /// A random number once, 64 hexadecimal digits.
        package var id: String
        /// The step below; nil for the lowest.
        package var parent: String?
        /// When it was made (RFC 3339).
        package var created: String
        /// How it was made.
        package var containerConfig: ImageConfiguration.Execution
        /// How to run the image, in the highest step.
        package var config: ImageConfiguration.Execution?
        /// The processor, in the highest step.
        package var architecture: String?
        /// The operating system, in the highest step.
        package var os: String?
        /// True if the step made no layer, so that its blob counts for nothing.
        package var throwaway: Bool?

        private enum CodingKeys: String, CodingKey {
            case id, parent, created, config, architecture, os, throwaway
            case containerConfig = "container_config"
        }
    }
}
