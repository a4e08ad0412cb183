import Dispatch
import Synchronization
import SystemCalls

#if canImport(Glibc)
import Glibc
#endif

/// Traces the failed system calls of one process and its later descendants.
///
/// Only file descriptors hold it: when this process ends, even by SIGKILL, the kernel removes it.
final class FailedCallTrace: Sendable {
    private struct State {
        var rings: [PerfRing]
        var names = ProcessNames()
        /// Records that are so new that an older one of another processor may still come.
        var waiting: [PerfRecord] = []
        var told = 0
        /// The number of calls that passed the filters, once it is closed.
        var counted: Int?
    }

    private let state: Mutex<State>
    private let point: SystemCallExit
    private let births: ProgramBirths?
    private let onCall: @Sendable (FailedCall) -> Void
    /// The moment of time 0 of CLOCK_MONOTONIC.
    private let zero = ContinuousClock.now - .nanoseconds(Int64(clamping: FailedCallTrace.monotonicNanoseconds()))

    /// How long names of new processes may wait in the buffers; failed calls are read at once.
    private static let patience: Int32 = 100  // milliseconds

    /// - Parameters:
    ///   - task: a process that waits to be started, so that nothing is missed.
    ///   - filter: a text from `FailedCallFilter.tracepointText`.
    ///   - births: programs whose start is told; nil for none.
    ///   - onCall: called in order of time, on any thread; must not call methods of the trace.
    init(
        of task: Int32, filter: String, _ point: SystemCallExit, births: ProgramBirths? = nil,
        onCall: @escaping @Sendable (FailedCall) -> Void
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
        self.births = births
        self.onCall = onCall
        // A separate queue, so that it has its own thread while it waits.
        DispatchQueue(label: "chaospull.failed-calls").async { self.serve(descriptors) }
    }

    /// Reports pending calls; when this returns, every earlier failed call has been reported.
    func drain() {
        state.withLock { tell(&$0, until: Self.monotonicNanoseconds()) }
    }

    /// Reports the rest and ends; the thread closes the descriptors a moment later.
    ///
    /// - Returns: the number of calls that were lost because they came faster than they could be read.
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
            _ = poll(&waits, nfds_t(waits.count), isWaiting ? 1 : births == nil ? Self.patience : 2)
            let isClosed: Bool
            (isClosed, isWaiting) = state.withLock { state in
                tell(&state, until: Self.monotonicNanoseconds())
                return (state.counted != nil, !state.waiting.isEmpty)
            }
            if isClosed { break }
            // Nothing here can fail any more; poll(2) ignores negative descriptors.
            for index in waits.indices where waits[index].revents & Int16(POLLHUP) != 0 { waits[index].fd = -1 }
        }
        state.withLock { state in
            for ring in state.rings { ring.close() }
            state.rings = []
        }
    }

    /// Reads the buffers and reports what happened up to a moment ago, when all buffers were complete.
    private func tell(_ state: inout State, until moment: UInt64) {
        guard state.counted == nil else { return }
        let read = state.rings.flatMap { PerfRecord.all(in: $0.read(), of: point) }
        let records = (state.waiting + read).sorted { $0.time < $1.time }
        state.waiting = Array(records.drop { $0.time <= moment })
        for record in records.prefix(records.count - state.waiting.count) {
            guard case .returned(let process, _, let call, let result, let time) = record else {
                state.names.note(record)
                if case .named(let process, let thread, _, _) = record, process == thread, let births {
                    births.tell(state.names.name(of: process))
                }
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
