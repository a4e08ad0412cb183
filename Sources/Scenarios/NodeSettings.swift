import Faults

/// The machine that pulls, faults aside.
public struct NodeSettings: Sendable, Equatable {
    /// Sizes that the puller's storage can have, in bytes.
    package static let storageSizes = 1 << 20...64 << 30

    /// Size of the file system under the puller's storage, in bytes.
    public var storageSize: Int

    /// Options of the node's resolver (resolv.conf(5)), as in `timeout:1`; how patient lookups are.
    public var resolverOptions: [String]

    /// The proxy that the puller is told of; nil for none.
    public var proxy: ProxySettings?

    enum Key: String, CaseIterable {
        case storage, proxy
        case resolverOptions = "resolver-options"
    }

    /// A storage of 512 MiB, a resolver without options and no proxy, unless told otherwise.
    ///
    /// - Parameters:
    ///   - storageSize: in bytes, 1 MiB to 64 GiB.
    ///   - resolverOptions: as resolv.conf(5) has them, as in `timeout:1`.
    ///   - proxy: the proxy that the puller is told of.
    public init(storageSize: Int = 512 << 20, resolverOptions: [String] = [], proxy: ProxySettings? = nil) {
        self.storageSize = storageSize
        self.resolverOptions = resolverOptions
        self.proxy = proxy
    }

    /// What the resolver is told, faults aside.
    package var resolver: ResolverConfiguration {
        var resolver = ResolverConfiguration()
        resolver.options = resolverOptions
        return resolver
    }

    /// Reads the value of the key `node`.
    package init(_ element: Element) throws(LanguageError) {
        self.init()
        for (key, value) in try element.entries(Key.self, of: "node settings") {
            switch key {
            case .storage: storageSize = try value.byteSize(in: Self.storageSizes)
            case .proxy: proxy = try ProxySettings.read(value)
            case .resolverOptions:
                resolverOptions = try value.list(
                    of: "options such as [timeout:1]", atMost: 16, ResolverConfiguration.option)
            }
        }
    }
}
