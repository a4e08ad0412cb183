import Synchronization

/// How many connections are open.
final class OpenConnections: Sendable {
    private let count = Mutex(0)

    init() {}

    /// Counts one more, unless there are as many as may be.
    func begin(atMost most: Int) -> Bool {
        count.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
    }

    func end() { count.withLock { $0 -= 1 } }
}
