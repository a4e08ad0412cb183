/// What a user may set in a puller's configuration, beside what every pull needs.
package struct PullerSettings: Sendable, Equatable {
    /// Where containerd finds the mirrors of a registry (containerd, docs/hosts.md).
    package enum Hosts: Sendable, Equatable {
        /// In the registry's own folder, with the registry as `server`.
        case withServer
        /// In the registry's own folder, without `server`.
        case withoutServer
        /// In the folder for all registries, `_default`.
        case wildcard
        /// Two mirrors, at the first of which nothing listens.
        case twoMirrors(dead: String)
    }

    /// What is wrong in the puller's own configuration.
    package enum Mistake: Sendable, Equatable {
        /// A proxy at which nothing listens, by host and port.
        case proxy(address: String)
        /// A host that does not exist is asked in the registry's place.
        case mirror(host: String)
        /// A certificate for the registry that cannot be used.
        case certificate
        /// A storage driver that does not work on the node.
        case storageDriver
        /// A server that does not answer, for containers.
        case dns(server: String)
        /// The least MTU of IPv4 (RFC 791), for containers.
        case mtu
    }

    package var hosts: Hosts
    /// The password comes from a program.
    package var hasCredentialHelper: Bool
    /// Bytes of a part where layers are fetched in several parts at once; nil where they are not.
    package var partSize: Int?
    /// Layers with a table of contents are asked for in the parts that are not there yet
    /// (containers-storage.conf(5), `enable_partial_images`).
    package var hasPartialImages: Bool
    /// The file system is flushed before a layer counts as stored.
    package var syncsFileSystem: Bool
    /// Nil where the configuration is right.
    package var mistake: Mistake?

    package init(
        hosts: Hosts = .withServer, hasCredentialHelper: Bool = false, partSize: Int? = nil,
        hasPartialImages: Bool = false, syncsFileSystem: Bool = false, mistake: Mistake? = nil
    ) {
        self.mistake = mistake
        self.hosts = hosts
        self.hasCredentialHelper = hasCredentialHelper
        self.partSize = partSize
        self.hasPartialImages = hasPartialImages
        self.syncsFileSystem = syncsFileSystem
    }
}

extension Puller {
    /// Why the puller knows no such setting, or nil.
    package func objection(to settings: PullerSettings, version: String) -> String? {
        if settings.hasCredentialHelper, !readsCredentialHelpers { return "it asks no credential helper" }
        if settings.hosts != .withServer, !readsHosts { return "it reads no hosts.toml" }
        if settings.partSize != nil, !fetchesParts(version: version) { return "it fetches no layer in parts" }
        if settings.hasPartialImages, !pullsPartialImages(version: version) {
            return "it asks for no parts of a layer of zstd:chunked"
        }
        if settings.syncsFileSystem, !canSyncFileSystem(version: version) {
            return "it has no setting that flushes layers"
        }
        if let mistake = settings.mistake { return objection(to: mistake, version: version) }
        return nil
    }

    package func objection(to mistake: PullerSettings.Mistake, version: String) -> String? {
        "it has no configuration file with such an option"
    }

    package var readsCredentialHelpers: Bool { false }
    package var readsHosts: Bool { false }
    package func fetchesParts(version: String) -> Bool { false }
    package func pullsPartialImages(version: String) -> Bool { false }
    package func canSyncFileSystem(version: String) -> Bool { false }
}
