/// What the puller's storage is.
public enum StorageKind: String, Sendable, CaseIterable {
    /// In memory: quick, and nothing of it is ever durable.
    case tmpfs
    /// A file system on a disk that the harness serves.
    case ext4, xfs, btrfs

    /// Whether there is a disk under it.
    package var hasDisk: Bool { self != .tmpfs }

    /// The smallest size in bytes of which its program makes a file system.
    ///
    /// xfs: mkfs.xfs(8) of xfsprogs 5.19 and later; btrfs: mkfs.btrfs(8), "SMALL FILE SYSTEM"; ext4: enough for its
    /// journal (mke2fs(8), `-J size`).
    package var smallest: Int {
        switch self {
        case .tmpfs: 1 << 20
        case .ext4: 16 << 20
        case .xfs: 300 << 20
        case .btrfs: 128 << 20
        }
    }
}
