import Faults

/// The machine that pulls, faults aside.
public struct NodeSettings: Sendable, Equatable {
    /// Sizes that the puller's storage can have, in bytes.
    package static let storageSizes = 1 << 20...64 << 30

    /// Size of the file system under the puller's storage, in bytes.
    public var storageSize: Int

    enum Key: String, CaseIterable { case storage }

    /// A storage of 512 MiB, unless told otherwise.
    ///
    /// - Parameter storageSize: in bytes, 1 MiB to 64 GiB.
    public init(storageSize: Int = 512 << 20) { self.storageSize = storageSize }

    /// Reads the value of the key `node`.
    package init(_ element: Element) throws(LanguageError) {
        self.init()
        for (key, value) in try element.entries(Key.self, of: "node settings") {
            switch key {
            case .storage: storageSize = try value.byteSize(in: Self.storageSizes)
            }
        }
    }
}
