/// The configuration of an image: how to run it, and the digests of its unpacked layers.
///
/// OCI image specification, config.md.
package struct ImageConfiguration: Codable, Equatable, Sendable {
    /// When the image was made (RFC 3339).
    package var created: String?
    /// The processor, such as `amd64`.
    package var architecture: String
    /// The operating system, such as `linux`.
    package var os: String
    /// How to run a container of the image.
    package var config: Execution?
    /// The unpacked layers.
    package var rootfs: RootFileSystem
    /// How each layer was made.
    package var history: [HistoryEntry]?

    package init(
        created: String?,
        architecture: String,
        os: String,
        config: Execution?,
        rootfs: RootFileSystem,
        history: [HistoryEntry]?
    ) {
        self.created = created
        self.architecture = architecture
        self.os = os
        self.config = config
        self.rootfs = rootfs
        self.history = history
    }

    /// How to run a container of the image.
    package struct Execution: Codable, Equatable, Sendable {
        /// The command and its arguments.
        package var command: [String]?
        /// The environment, as `NAME=value`.
        package var environment: [String]?
        /// The working directory.
        package var workingDirectory: String?
        /// Free text by key.
        package var labels: [String: String]?

        package init(
            command: [String]? = nil,
            environment: [String]? = nil,
            workingDirectory: String? = nil,
            labels: [String: String]? = nil
        ) {
            self.command = command
            self.environment = environment
            self.workingDirectory = workingDirectory
            self.labels = labels
        }

        private enum CodingKeys: String, CodingKey {
            case command = "Cmd"
            case environment = "Env"
            case workingDirectory = "WorkingDir"
            case labels = "Labels"
        }
    }

    /// The unpacked layers, by the digests of their tar archives.
    package struct RootFileSystem: Codable, Equatable, Sendable {
        /// Always `layers`.
        package var type = "layers"
        /// The digests of the uncompressed layers, lowest first.
        package var diffIDs: [Digest]

        package init(diffIDs: [Digest]) {
            self.diffIDs = diffIDs
        }

        private enum CodingKeys: String, CodingKey {
            case type
            case diffIDs = "diff_ids"
        }
    }

    /// How one layer was made.
    package struct HistoryEntry: Codable, Equatable, Sendable {
        /// When the layer was made (RFC 3339).
        package var created: String?
        /// The command that made the layer.
        package var createdBy: String?
        /// True if the step made no layer.
        package var isEmptyLayer: Bool?

        package init(created: String? = nil, createdBy: String? = nil, isEmptyLayer: Bool? = nil) {
            self.created = created
            self.createdBy = createdBy
            self.isEmptyLayer = isEmptyLayer
        }

        private enum CodingKeys: String, CodingKey {
            case created
            case createdBy = "created_by"
            case isEmptyLayer = "empty_layer"
        }
    }
}
