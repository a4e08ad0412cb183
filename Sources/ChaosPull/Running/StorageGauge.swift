import Glibc

/// How full the file system under the puller's storage is.
struct StorageGauge: Sendable {
    /// Its mount point, seen from the host.
    let path: String

    /// Bytes in use, or nil when the file system cannot be asked.
    var used: Int? { statistics.map { Int($0.f_blocks - $0.f_bfree) * Int($0.f_frsize) } }

    private var statistics: statvfs? {
        var statistics = statvfs()
        return statvfs(path, &statistics) == 0 ? statistics : nil
    }
}
