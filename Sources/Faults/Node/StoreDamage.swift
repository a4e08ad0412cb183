/// What has happened to a puller's store between two pulls.
public enum StoreDamage: String, Sendable, CaseIterable {
    /// A file about the store has lost its second half.
    case truncated
    /// A file about the store is empty.
    case emptied
    /// A bit of a file about the store is wrong.
    case bitFlipped = "bit-flipped"
    /// A file about the store is gone.
    case deleted
    /// A file about the store is as it was before the earlier pull.
    case older
    /// The folder that a layer was unpacked to is gone.
    case layerDeleted = "layer-deleted"
    /// The file with the daemon's process id is still there, and another process has that id now.
    case staleLock = "stale-lock"
    /// The daemon's sockets are still there.
    case staleSocket = "stale-socket"

    /// Whether the daemon has ended without a chance to clean up.
    package var isAbrupt: Bool { self == .staleLock || self == .staleSocket }
}
