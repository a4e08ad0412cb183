import Faults
import Judging
import Sandboxing
import Synchronization

/// Looks at the storage's disk again and again, and tells from that how a limit of its rate is met.
final class DiskGauge: Sendable {
    private let sandbox: Sandbox
    private let state = Mutex(State())

    private struct State {
        var wait = DiskWait()
        var start = ContinuousClock.now
    }

    init(_ sandbox: Sandbox) { self.sandbox = sandbox }

    /// Counts from here.
    func begin() {
        state.withLock { $0 = State() }
        look()
    }

    /// Looks until it is cancelled.
    func watch() async throws {
        while true {
            try await Task.sleep(for: Self.interval)
            look()
        }
    }

    private func look() {
        // Read under the lock, so that no older value is noted after a newer one.
        state.withLock { state in
            guard let use = sandbox.diskUse else { return }
            state.wait.note(use, at: ContinuousClock.now - state.start)
        }
    }

    /// What limited the puller since counting began.
    var use: ResourceUse {
        look()
        return ResourceUse(state.withLock(\.wait))
    }

    /// Much shorter than what the kernel lets through at once, which takes 0.1 s.
    private static let interval = Duration.milliseconds(20)
}

extension ResourceUse {
    /// A limit of a disk's rate.
    init(_ wait: DiskWait) {
        self.init(
            .disk, by: wait.last.map { "cgroup v\($0.version.rawValue)" } ?? "cgroup",
            limit: wait.last?.rate.map(Double.init),
            hits: wait.times, withheldSeconds: wait.duration.inSeconds, bytes: wait.bytes)
    }
}
