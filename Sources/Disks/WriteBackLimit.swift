#if canImport(Glibc)
import Glibc
#endif

/// How many bytes may wait to be written to a loop device (Linux, Documentation/ABI/testing/sysfs-class-bdi).
///
/// Programs that write without waiting for the disk feel a slow disk only when the kernel holds no more for it. The
/// setting belongs to the device and stays when its file goes, so the server takes it back when it ends.
struct WriteBackLimit {
    /// The number of the loop device.
    let device: UInt64

    /// The major number of loop devices (Linux, Documentation/admin-guide/devices.txt).
    private static let major = 7

    func set(_ bytes: UInt64) {
        put("1", in: "strict_limit")
        put("\(bytes)", in: "max_bytes")
    }

    func lift() {
        put("100", in: "max_ratio")
        put("0", in: "strict_limit")
    }

    private func put(_ text: String, in name: String) {
        let file = open("/sys/class/bdi/\(Self.major):\(device)/\(name)", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = write(file, text, text.utf8.count)
        close(file)
    }
}
