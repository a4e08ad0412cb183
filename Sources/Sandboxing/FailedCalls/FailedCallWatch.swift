import Synchronization
import SystemCalls

/// Watches programs of a run for system calls that fail, with all that they start: what happened by the kernel's word
/// and not by theirs.
///
/// Give it to `Sandbox.run`. Programs that were started without one cost nothing.
package final class FailedCallWatch: Sendable {
    private struct State {
        var traces: [Int: FailedCallTrace] = [:]
        var next = 0
        var lost = 0
    }

    private let state = Mutex(State())
    private let point: SystemCallExit
    private let filter: String?
    private let onCall: @Sendable (String, FailedCall) -> Void

    /// Why this machine cannot be asked, or nil; found out once.
    package static var objection: String? {
        if case .failure(let error) = SystemCallExit.current { error.message } else { nil }
    }

    /// - Parameters:
    ///   - filters: which calls; with none nothing is watched.
    ///   - onCall: called with the name of the program that was started, in the order of time for each program, on any
    ///     thread, quickly.
    /// - Throws: what `objection` says.
    package init(
        _ filters: [FailedCallFilter], onCall: @escaping @Sendable (_ program: String, FailedCall) -> Void
    ) throws(SandboxError) {
        point = try SystemCallExit.current.get()
        filter = SystemCall.Architecture.current.flatMap { FailedCallFilter.tracepointText(of: filters, on: $0) }
        self.onCall = onCall
    }

    /// Calls that failed but could not be told one by one, because they came faster than they were read; of programs that
    /// have ended.
    package var lost: Int { state.withLock { $0.lost } }

    /// Tells what was not told yet; when this returns, every call that had failed before has been told.
    package func drain() {
        for trace in state.withLock({ Array($0.traces.values) }) { trace.drain() }
    }

    /// Holds a program back until it is watched; nil where there is nothing to watch for.
    func gate(for program: Program) throws(SandboxError) -> TraceGate? {
        filter == nil ? nil : try TraceGate(self, program: program.name)
    }

    /// - Returns: what ends it.
    func begin(_ program: String, task: Int32) throws -> @Sendable () -> Void {
        guard let filter else { return {} }
        let onCall = onCall
        let trace = try FailedCallTrace(of: task, filter: filter, point) { onCall(program, $0) }
        let number = state.withLock { state in
            state.next += 1
            state.traces[state.next] = trace
            return state.next
        }
        return { [self] in
            let lost = trace.close()
            state.withLock { state in
                if state.traces.removeValue(forKey: number) != nil { state.lost += lost }
            }
        }
    }
}
