import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The disk under a sandbox's storage, and the limit of its rate that is in force.
final class StorageDisk: Sendable {
    private let state: Mutex<State>

    private struct State {
        var device: String?
        var rate: Int?
        var isUnmountable = false
    }

    /// - Parameter device: as in `/dev/loop3`; nil for memory.
    init(_ device: String?) { state = Mutex(State(device: device)) }

    /// Its numbers, as in `7:3` (makedev(3)); nil where the storage is in memory.
    var numbers: String? {
        guard let device = state.withLock(\.device) else { return nil }
        var status = stat()
        guard stat(device, &status) == 0 else { return nil }
        let number = UInt64(status.st_rdev)
        let major = number >> 8 & 0xfff | number >> 32 & ~0xfff
        let minor = number & 0xff | number >> 12 & ~0xff
        return "\(major):\(minor)"
    }

    /// Bytes a second each way; nil for no limit.
    var rate: Int? {
        get { state.withLock(\.rate) }
        set { state.withLock { $0.rate = newValue } }
    }

    /// Whether the kernel has refused to mount it; then nothing can be written in its place.
    var isUnmountable: Bool {
        get { state.withLock(\.isUnmountable) }
        set { state.withLock { $0.isUnmountable = newValue } }
    }

    /// It is another one from now on.
    func replace(by device: String) { state.withLock { $0.device = device } }
}

extension Sandbox {
    /// What the kernel has counted of the storage's disk; nil if there is none, or the plan did not ask for it.
    package var diskUse: DiskUse? {
        guard let group = groups?.group(of: .io), let numbers = disk.numbers else { return nil }
        return group.use(of: numbers)
    }

    /// Sets the limit that is in force for the disk that the storage is on now.
    func limitDisk(in group: ControlGroup) throws {
        guard let numbers = disk.numbers else {
            throw SandboxError(.refused, "the storage is in memory, which has no rate; put it on a disk")
        }
        try group.setRate(disk.rate, of: numbers)
    }
}
