import Faults

extension StorageKind {
    /// The program that makes the file system; nil where there is no disk.
    package var maker: String? {
        switch self {
        case .tmpfs: nil
        case .ext4: "mkfs.ext4"
        case .xfs: "mkfs.xfs"
        case .btrfs: "mkfs.btrfs"
        }
    }

    /// The words that make it without questions, before the path.
    var makerArguments: [String] {
        switch self {
        case .tmpfs: []
        // What a thread of the kernel would write later would stand among what the puller writes.
        // With its tables and the journal at the beginning, ranges of bytes tell them from files.
        case .ext4: ["-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0,packed_meta_blocks=1,nodiscard"]
        case .xfs: ["-q", "-f", "-K"]
        case .btrfs: ["-q", "-f", "-K"]
        }
    }

    /// The options of mount(8): those of Debian's installer for ext4, else none.
    package var mountOptions: String { self == .ext4 ? "errors=remount-ro" : "defaults" }
}
