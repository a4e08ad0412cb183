import Synchronization

/// Numbers the connections and requests of a run, from 1.
final class RunCounters: Sendable {
    private let connections = Atomic(0)
    private let requests = Atomic(0)

    func nextConnection() -> Int { connections.add(1, ordering: .relaxed).newValue }

    func nextRequest() -> Int { requests.add(1, ordering: .relaxed).newValue }
}
