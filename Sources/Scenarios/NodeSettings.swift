import Faults

/// The settings of the machine that pulls, apart from faults.
public struct NodeSettings: Sendable, Equatable {
    /// The possible sizes of the puller's storage, in bytes.
    package static let storageSizes = 1 << 20...64 << 30

    /// The size of the puller's file system in bytes.
    public var storageSize: Int

    /// What the puller's storage is; nil for a disk with ext4 where a fault needs one, else for memory.
    public var disk: StorageKind?

    /// The options of the node's resolver (resolv.conf(5)), as in `timeout:1`.
    public var resolverOptions: [String]

    /// The proxy in the puller's environment; nil for none.
    public var proxy: ProxySettings?

    /// Whether the puller has pulled the image with the base layers before, and kept it.
    public var hasBase: Bool

    /// Whether the puller has pulled the image itself before, and kept it.
    public var hasImage: Bool

    /// The password that the puller has for the registry.
    public enum Credentials: String, Sendable, CaseIterable {
        /// The right one, where the registry requires one.
        case right
        /// None, whatever the registry requires.
        case none
        /// A wrong one, such as one that was right before; also where the registry requires none.
        case wrong
    }

    /// The password that the puller has for the registry.
    public var credentials: Credentials

    /// Where containerd finds the mirror of the registry (containerd, docs/hosts.md).
    public enum Hosts: String, Sendable, CaseIterable {
        /// In the registry's own folder, with the registry as `server`.
        case withServer = "with-server"
        /// In the registry's own folder, without `server`.
        case withoutServer = "without-server"
        /// In the folder for all registries, `_default`.
        case wildcard
        /// Beside another mirror, which is asked first and is not there.
        case twoMirrors = "two-mirrors"
    }

    /// Where containerd finds the mirror of the registry; pullers that read no hosts.toml are left out if it is set.
    public var hosts: Hosts

    /// Whether the password comes from a credential helper; pullers that ask none are left out.
    public var hasCredentialHelper: Bool

    /// The bytes of a part where containerd fetches one layer in several parts at once; nil where it does not.
    public var partSize: Int?

    /// The possible sizes of a part (containerd 2.1, `concurrent_layer_fetch_buffer`).
    package static let partSizes = 512...1 << 30

    /// Whether podman and buildah ask for the parts of a layer that they lack; others are left out.
    public var hasPartialImages: Bool

    /// Whether containerd, podman and buildah flush the file system before a layer counts as stored; others are left out.
    public var syncsFileSystem: Bool

    enum Key: String, CaseIterable {
        case storage, disk, proxy, credentials, hosts
        case credentialHelper = "credential-helper"
        case partSize = "part-size"
        case partialImages = "partial-images"
        case syncFS = "sync-fs"
        case hasBase = "has-base"
        case hasImage = "has-image"
        case resolverOptions = "resolver-options"
    }

    /// Makes settings; by default a storage of 512 MiB, a resolver without options and no proxy.
    ///
    /// - Parameters:
    ///   - storageSize: in bytes, 1 MiB to 64 GiB.
    ///   - disk: what the storage is; nil for a disk with ext4 where a fault needs one, else for memory.
    ///   - resolverOptions: options of resolv.conf(5), as in `timeout:1`.
    ///   - proxy: the proxy in the puller's environment.
    ///   - hasBase: whether the puller has pulled `library/base:1` before.
    ///   - hasImage: whether the puller has pulled the image itself before.
    ///   - credentials: the password that the puller has.
    ///   - hosts: where containerd finds the mirror of the registry.
    ///   - hasCredentialHelper: whether the password comes from a credential helper.
    ///   - partSize: the bytes of a part where containerd fetches one layer in several parts at once, 512 to 1 GiB.
    ///   - hasPartialImages: whether podman and buildah ask for the parts of a layer that they lack.
    ///   - syncsFileSystem: whether containerd, podman and buildah flush the file system before a layer counts as stored.
    public init(
        storageSize: Int = 512 << 20, disk: StorageKind? = nil, resolverOptions: [String] = [],
        proxy: ProxySettings? = nil, hasBase: Bool = false, hasImage: Bool = false, credentials: Credentials = .right,
        hosts: Hosts = .withServer,
        hasCredentialHelper: Bool = false, partSize: Int? = nil, hasPartialImages: Bool = false,
        syncsFileSystem: Bool = false
    ) {
        self.hosts = hosts
        self.hasCredentialHelper = hasCredentialHelper
        self.partSize = partSize
        self.hasPartialImages = hasPartialImages
        self.syncsFileSystem = syncsFileSystem
        self.storageSize = storageSize
        self.disk = disk
        self.resolverOptions = resolverOptions
        self.proxy = proxy
        self.hasBase = hasBase
        self.hasImage = hasImage
        self.credentials = credentials
    }

    /// The resolver configuration, apart from faults.
    package var resolver: ResolverConfiguration {
        var resolver = ResolverConfiguration()
        resolver.options = resolverOptions
        return resolver
    }

    /// What the puller's storage is under some faults.
    package func storage(under faults: [FaultDefinition]) -> StorageKind {
        disk ?? (faults.contains(where: \.needsDisk) ? .ext4 : .tmpfs)
    }

    /// Reads the value of the key `node`.
    package init(_ element: Element) throws(LanguageError) {
        self.init()
        for (key, value) in try element.entries(Key.self, of: "node settings") {
            switch key {
            case .storage: storageSize = try value.byteSize(in: Self.storageSizes)
            case .disk: disk = try value.word(called: "file system")
            case .proxy: proxy = try ProxySettings.read(value)
            case .hasBase: hasBase = try value.boolean()
            case .hasImage: hasImage = try value.boolean()
            case .credentials: credentials = try value.word(called: "setting")
            case .hosts: hosts = try value.word(called: "setting")
            case .credentialHelper: hasCredentialHelper = try value.boolean()
            case .partSize: partSize = try value.byteSize(in: Self.partSizes)
            case .partialImages: hasPartialImages = try value.boolean()
            case .syncFS: syncsFileSystem = try value.boolean()
            case .resolverOptions:
                resolverOptions = try ResolverConfiguration.optionList.read(value)
            }
        }
    }
}
