import Glibc

/// How full the file system under the puller's storage is.
struct StorageGauge: Sendable {
    /// Its mount point, seen from the host.
    let path: String

    /// Bytes in use, or nil when the file system cannot be asked.
    var used: Int? { statistics.map { Int($0.f_blocks - $0.f_bfree) * Int($0.f_frsize) } }

    /// How large it is, or nil when it cannot be asked.
    var size: Int? { statistics.map { Int($0.f_blocks) * Int($0.f_frsize) } }

    /// Bytes in use once they stay the same for `quiet`, since pullers clean up after they have said that they failed;
    /// after `patience` whatever they are then.
    func usedAtRest(
        quiet: Duration = .milliseconds(500), patience: Duration = .seconds(5)
    ) async throws -> Int? {
        let start = ContinuousClock.now
        var settling = Settling(used, quiet: quiet, patience: patience)
        repeat {
            try await Task.sleep(for: quiet / 10)
        } while !settling.hasSettled(used, at: ContinuousClock.now - start)
        return settling.value
    }

    private var statistics: statvfs? {
        var statistics = statvfs()
        return statvfs(path, &statistics) == 0 ? statistics : nil
    }
}
