import CDisks

/// The quota of a file system that is btrfs.
package enum Quota {
    /// Lets it hold no more than this many bytes, or as many as it can.
    ///
    /// - Parameter path: of the file system, seen from here.
    package static func limit(_ path: String, to bytes: Int?) throws(DiskProblem) {
        let cause = chaospull_limit_quota(path, UInt64(bytes ?? 0))
        guard cause == 0 else { throw DiskProblem("a quota of btrfs", cause: -cause) }
    }
}
