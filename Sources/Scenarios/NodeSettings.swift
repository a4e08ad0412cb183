import Faults

/// The machine that pulls, faults aside.
package struct NodeSettings: Sendable, Equatable {
    /// Sizes that the puller's storage can have, in bytes.
    package static let storageSizes = 1 << 20...64 << 30

    /// Size of the file system under the puller's storage, in bytes.
    package var storageSize = 512 << 20

    enum Key: String, CaseIterable { case storage }

    /// The settings of a scenario that names none.
    package init() {}

    /// Reads the value of the key `node`.
    package init(_ element: Element) throws(LanguageError) {
        for (key, value) in try element.entries(Key.self, of: "node settings") {
            switch key {
            case .storage: storageSize = try value.byteSize(in: Self.storageSizes)
            }
        }
    }
}
