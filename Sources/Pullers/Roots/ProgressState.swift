import Synchronization

/// The progress of one root, updated by the thread that reads the output.
final class ProgressState: Sendable {
    private let state = Mutex(RootProgress())
    private let report: @Sendable (RootProgress) -> Void

    init(report: @escaping @Sendable (RootProgress) -> Void) { self.report = report }

    var progress: RootProgress { state.withLock { $0 } }

    func read(_ line: String) {
        let changed = state.withLock { $0.read(line) ? $0 : nil }
        if let changed { report(changed) }
    }
}
