import CDisks

#if canImport(Glibc)
import Glibc
#endif

/// A loop device over the file of a disk, for as long as this lives or somebody has it mounted.
package final class LoopDevice: Sendable {
    /// As in `/dev/loop3`.
    package var path: String { "/dev/loop\(number)" }

    package let number: Int
    private let descriptor: Int32

    /// - Parameter file: the path of the file.
    init(over file: String) throws(DiskProblem) {
        var number: Int32 = 0
        descriptor = chaospull_attach_loop(file, &number)
        guard descriptor >= 0 else { throw DiskProblem("a loop device", cause: -descriptor) }
        self.number = Int(number)
    }

    deinit { close(descriptor) }
}
