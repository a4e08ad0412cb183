import CDisks

#if canImport(Glibc)
import Glibc
#endif

/// What a disk held at a moment, as a disk of its own in memory that no server serves.
package final class DiskCopy: Sendable {
    package let loop: LoopDevice
    private let file: Int32

    /// - Parameter history: what was written up to the moment.
    package init(of disk: Disk, _ history: DiskHistory) throws {
        let file = chaospull_memory_file("chaospull-copy", UInt64(disk.size))
        guard file >= 0 else { throw DiskProblem("memory for a disk", cause: -file) }
        self.file = file
        do {
            try disk.copy(history, to: file)
            loop = try LoopDevice(over: "/proc/self/fd/\(file)")
        } catch {
            close(file)
            throw error
        }
    }

    deinit { close(file) }
}
