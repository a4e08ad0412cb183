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

    package var hosts: Hosts
    /// The password comes from a program.
    package var hasCredentialHelper: Bool
    /// Bytes of a part where layers are fetched in several parts at once; nil where they are not.
    package var partSize: Int?
    /// Layers with a table of contents are asked for in the parts that are not there yet
    /// (containers-storage.conf(5), `enable_partial_images`).
    package var hasPartialImages: Bool

    package init(
        hosts: Hosts = .withServer, hasCredentialHelper: Bool = false, partSize: Int? = nil,
        hasPartialImages: Bool = false
    ) {
        self.hosts = hosts
        self.hasCredentialHelper = hasCredentialHelper
        self.partSize = partSize
        self.hasPartialImages = hasPartialImages
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
        return nil
    }

    package var readsCredentialHelpers: Bool { false }
    package var readsHosts: Bool { false }
    package func fetchesParts(version: String) -> Bool { false }
    package func pullsPartialImages(version: String) -> Bool { false }
}
