import Disks
import Glibc
import Judging
import SystemPackage

/// A run's disk without the rest of the run, for measurements.
public enum DiskProbe {
    /// How long it takes to write the same bytes to two disks in memory, and to flush them.
    public struct Times: Sendable {
        /// To a disk that our server serves, which also keeps each write in its log.
        public let served: Duration
        /// To a loop device over a file in memory.
        public let plain: Duration
    }

    /// Writes to the disks, one after the other.
    ///
    /// - Parameter count: bytes, a multiple of 1 MiB.
    /// - Throws: `DiskProblem` if the system refuses, as without root.
    public static func write(_ count: Int) async throws -> Times {
        try await withDisk(.ext4, size: count) { disk in
            let copy = try DiskCopy(of: disk, try await disk.history())
            let plain = try await ContinuousClock().measure { try await write(count, to: copy.loop.path) }
            let loop = try disk.attach()
            let served = try await ContinuousClock().measure { try await write(count, to: loop.path) }
            let counts = try await disk.counts()
            guard counts.bytesWritten >= count, !counts.isLogIncomplete else {
                throw ChaosPullError("\(counts.bytesWritten) bytes of \(count) reached the disk and its log")
            }
            return Times(served: served, plain: plain)
        }
    }

    @concurrent private static func write(_ count: Int, to path: String) async throws {
        let device = try FileDescriptor.open(FilePath(path), .writeOnly, options: .closeOnExec)
        try device.closeAfter {
            let block = [UInt8](repeating: 0xa5, count: 1 << 20)
            for _ in 0..<(count / block.count) { try device.writeAll(block) }
            guard fsync(device.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }
}
