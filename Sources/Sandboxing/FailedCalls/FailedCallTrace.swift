import Dispatch
import Synchronization
import SystemCalls

#if canImport(Glibc)
import Glibc
#endif

/// Sees the system calls that fail in one process and in all that it starts from now on.
///
/// Descriptors alone hold it: when this process ends, by SIGKILL too, the kernel forgets it.
final class FailedCallTrace: Sendable {
    private struct State {
        var rings: [PerfRing]
        var names = ProcessNames()
        /// Read, and so new that an older record of another processor may come after it.
        var waiting: [PerfRecord] = []
        var told = 0
        /// What passed the filters in all, once it is closed.
        var counted: Int?
    }

    private let state: Mutex<State>
    private let point: SystemCallExit
    private let onCall: @Sendable (FailedCall) -> Void
    /// The moment of time 0 of CLOCK_MONOTONIC.
    private let zero = ContinuousClock.now - .nanoseconds(Int64(clamping: FailedCallTrace.monotonicNanoseconds()))

    /// How long the names of new processes may wait in the buffers; a call that failed is read at once.
    private static let patience: Int32 = 100  // milliseconds

    /// - Parameters:
    ///   - task: a process that waits to be let go, so that nothing is missed.
    ///   - filter: what `FailedCallFilter.tracepointText` gives.
    ///   - onCall: called in the order of time, on any thread; must not call back here.
    init(
        of task: Int32, filter: String, _ point: SystemCallExit, onCall: @escaping @Sendable (FailedCall) -> Void
    ) throws {
        var rings: [PerfRing] = []
        do {
            for processor in try OnlineProcessors.current() {
                rings.append(try PerfRing(point, task: task, processor: processor, filter: filter))
            }
        } catch {
            for ring in rings { ring.close() }
            throw error
        }
        let descriptors = rings.map(\.descriptor)
        state = Mutex(State(rings: rings))
        self.point = point
        self.onCall = onCall
        // A queue of its own, hence a thread of its own while it waits.
        DispatchQueue(label: "chaospull.failed-calls").async { self.serve(descriptors) }
    }

    /// Tells what was not told yet; when this returns, every call that had failed before has been told.
    func drain() {
        state.withLock { tell(&$0, until: Self.monotonicNanoseconds()) }
    }

    /// Tells the rest and ends; the thread lets go of the descriptors a moment later.
    ///
    /// - Returns: how many calls were not told, because they came faster than they could be read.
    func close() -> Int {
        state.withLock { state in
            tell(&state, until: .max)
            let counted = state.counted ?? state.rings.reduce(0) { $0 + $1.count }
            state.counted = counted
            return max(0, counted - state.told)
        }
    }

    private func serve(_ descriptors: [Int32]) {
        var waits = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var isWaiting = false
        while true {
            _ = poll(&waits, nfds_t(waits.count), isWaiting ? 1 : Self.patience)
            let isClosed: Bool
            (isClosed, isWaiting) = state.withLock { state in
                tell(&state, until: Self.monotonicNanoseconds())
                return (state.counted != nil, !state.waiting.isEmpty)
            }
            if isClosed { break }
            // Nothing is left there that could fail; poll(2) leaves out what is negative.
            for index in waits.indices where waits[index].revents & Int16(POLLHUP) != 0 { waits[index].fd = -1 }
        }
        state.withLock { state in
            for ring in state.rings { ring.close() }
            state.rings = []
        }
    }

    /// Reads the buffers and tells what happened up to a moment before that; all of it is there by then.
    private func tell(_ state: inout State, until moment: UInt64) {
        guard state.counted == nil else { return }
        let read = state.rings.flatMap { PerfRecord.all(in: $0.read(), of: point) }
        let records = (state.waiting + read).sorted { $0.time < $1.time }
        state.waiting = Array(records.drop { $0.time <= moment })
        for record in records.prefix(records.count - state.waiting.count) {
            guard case .returned(let process, _, let call, let result, let time) = record else {
                state.names.note(record)
                continue
            }
            state.told += 1
            onCall(
                FailedCall(
                    process: state.names.name(of: process), number: process,
                    call: SystemCall.name(ofNumber: call, on: .current), error: SystemError.name(ofNumber: -result),
                    time: zero + .nanoseconds(Int64(clamping: time))
                )
            )
        }
    }

    private static func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(clamping: time.tv_sec) * 1_000_000_000 + UInt64(clamping: time.tv_nsec)
    }
}
