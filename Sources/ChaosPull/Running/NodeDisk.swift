import Disks
import Faults
import Glibc
import Pullers
import Sandboxing
import Synchronization

/// The disk under the storage of a run's node.
final class NodeDisk: Sendable {
    let kind: StorageKind
    let disk: Disk
    private let seed: UInt64
    private let losses = Atomic(0)
    /// The number of the loop device over it.
    private let loop = Atomic(0)

    init(_ disk: Disk, kind: StorageKind, seed: UInt64) {
        self.disk = disk
        self.kind = kind
        self.seed = seed
    }

    /// Remembers over which device it is mounted.
    func isAttached(to loop: LoopDevice) { self.loop.store(loop.number, ordering: .relaxed) }

    private func device(_ loop: LoopDevice) -> SandboxPlan.Device {
        isAttached(to: loop)
        return kind.device(loop)
    }

    /// Lets the faults of the run decide about each request until `rest`.
    func work(under faults: [ArmedFault], acts: ActStage, _ recorder: Recorder) async throws {
        let limits = faults.filter { !$0.isLifted }.compactMap { ($0.fault as? any DiskFault)?.writeBackLimit }
        if let limit = limits.min() {
            try await disk.limitWriteBack(of: loop.load(ordering: .relaxed), to: limit)
        }
        let chain = FaultChain(faults, now: { recorder.sincePull }, record: recorder.record)
        guard faults.contains(where: { $0.fault is any DiskFault }) || acts.hearsDisk else { return }
        disk.setJudge { request in
            var fate = DiskFate()
            let isCut = acts.hear(request)
            _ = chain.edit(&fate, about: request)
            return Disk.Ruling(fate, isPowerCut: isCut)
        }
    }

    /// No fault decides any more; what waits goes on.
    func rest() { disk.setJudge(nil) }

    /// Cuts the power, and starts the machine again with what the disk still has.
    func losePower(_ session: PullerSession, keeping kept: KeptWrites) async throws {
        // The faults stay: what is read when the machine starts again is met too.
        try await disk.cut()
        var draw = Draw(seed: seed &+ UInt64(losses.add(1, ordering: .relaxed).newValue))
        var loop: LoopDevice?
        try await session.losePower {
            try await disk.letGo()
        } off: { [self] in
            let history = try await disk.history()
            let unflushed = history.count - history.flushed
            var left = Int(draw.fraction() * Double(unflushed + 1))
            try await disk.restore(history) {
                switch kept {
                case .flushed: return false
                case .anyPrefix:
                    left -= 1
                    return left >= 0
                case .reordered: return draw.fraction() < 0.5
                }
            }
            let fresh = try disk.attach()
            loop = fresh
            return device(fresh)
        }
        // Until here it was held by this alone.
        withExtendedLifetime(loop) {}
    }

    /// Mounts the storage anew if an error has made it read-only, as a restart of the machine does.
    ///
    /// - Returns: what was done, for the timeline; nil if nothing had to be done.
    func mountAgainIfReadOnly(_ session: PullerSession) async throws -> String? {
        guard isReadOnly(session.sandbox) else { return nil }
        let wasUnmountable = session.sandbox.isStorageUnmountable
        var loop: LoopDevice?
        do {
            try await session.losePower {
            } off: { [self] in
                let fresh = try disk.attach()
                loop = fresh
                return device(fresh)
            }
        } catch let error as SandboxError where error.code == .unmountable {
            // That is what the faults have done to the disk; the pulls that follow show it.
            return error.message
        }
        withExtendedLifetime(loop) {}
        return wasUnmountable
            ? "mounted the storage, which could not be mounted before"
            : "mounted the storage again, which an error had made read-only"
    }

    /// A full disk also takes no file; that is not the error that is meant.
    private func isReadOnly(_ sandbox: Sandbox) -> Bool {
        let path = sandbox.root + Sandbox.storagePath + "/.chaospull"
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file < 0 else {
            close(file)
            unlink(path)
            return false
        }
        return errno == EROFS || errno == EIO
    }
}

extension StorageKind {
    /// What to mount of a loop device over a disk with it.
    func device(_ loop: LoopDevice) -> SandboxPlan.Device {
        SandboxPlan.Device(loop.path, type: rawValue, options: mountOptions)
    }
}

/// Runs `body` with a disk where the plan has one and no state of one is given.
func withNodeDisk<Value: Sendable>(
    of plan: Plan, state: LoopDevice?, body: @escaping @Sendable (NodeDisk?) async throws -> Value
) async throws -> Value {
    let kind = plan.world.storage
    guard kind.hasDisk, state == nil else { return try await body(nil) }
    return try await withDisk(kind, size: plan.world.storageSize) { disk in
        try await body(NodeDisk(disk, kind: kind, seed: plan.seed))
    }
}
