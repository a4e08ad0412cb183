import Glibc

/// Measures how full the puller's storage is.
struct StorageGauge: Sendable {
    /// The mount point, as seen from the host.
    let path: String

    /// The bytes in use; nil if they cannot be read.
    var used: Int? { statistics.map { Int($0.f_blocks - $0.f_bfree) * Int($0.f_frsize) } }

    private var statistics: statvfs? {
        var statistics = statvfs()
        return statvfs(path, &statistics) == 0 ? statistics : nil
    }
}
