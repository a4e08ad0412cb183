import Faults

/// The settings of the machine that pulls, apart from faults.
public struct NodeSettings: Sendable, Equatable {
    /// The possible sizes of the puller's storage, in bytes.
    package static let storageSizes = 1 << 20...64 << 30

    /// The size of the puller's file system in bytes.
    public var storageSize: Int

    /// The options of the node's resolver (resolv.conf(5)), as in `timeout:1`.
    public var resolverOptions: [String]

    /// The proxy in the puller's environment; nil for none.
    public var proxy: ProxySettings?

    enum Key: String, CaseIterable {
        case storage, proxy
        case resolverOptions = "resolver-options"
    }

    /// Makes settings; by default a storage of 512 MiB, a resolver without options and no proxy.
    ///
    /// - Parameters:
    ///   - storageSize: in bytes, 1 MiB to 64 GiB.
    ///   - resolverOptions: options of resolv.conf(5), as in `timeout:1`.
    ///   - proxy: the proxy in the puller's environment.
    public init(storageSize: Int = 512 << 20, resolverOptions: [String] = [], proxy: ProxySettings? = nil) {
        self.storageSize = storageSize
        self.resolverOptions = resolverOptions
        self.proxy = proxy
    }

    /// The resolver configuration, apart from faults.
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
                resolverOptions = try ResolverConfiguration.optionList.read(value)
            }
        }
    }
}
