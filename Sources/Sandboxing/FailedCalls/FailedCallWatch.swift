import Synchronization
import SystemCalls

/// Watches programs of a run and their descendants for failed system calls, as the kernel reports them.
///
/// Pass it to `Sandbox.run`. Programs without a watch cost nothing.
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
    private let births: ProgramBirths?

    /// Why the kernel of this machine cannot be asked; nil if it can.
    ///
    /// Found out once.
    package static var objection: String? {
        if case .failure(let error) = SystemCallExit.current { error.message } else { nil }
    }

    /// - Parameters:
    ///   - filters: the calls to watch; without any, nothing is watched.
    ///   - births: programs whose start is told too; nil for none.
    ///   - onCall: called with the name of the started program, in order of time for each program, on any thread; must
    ///     be quick.
    /// - Throws: the reason in `objection`.
    package init(
        _ filters: [FailedCallFilter], births: ProgramBirths? = nil,
        onCall: @escaping @Sendable (_ program: String, FailedCall) -> Void
    ) throws(SandboxError) {
        point = try SystemCallExit.current.get()
        filter = SystemCall.Architecture.current.flatMap { FailedCallFilter.tracepointText(of: filters, on: $0) }
        self.births = births
        self.onCall = onCall
    }

    /// The number of lost calls of ended programs, which came faster than they were read.
    package var lost: Int { state.withLock { $0.lost } }

    /// Reports pending calls; when this returns, every earlier failed call has been reported.
    package func drain() {
        for trace in state.withLock({ Array($0.traces.values) }) { trace.drain() }
    }

    /// Holds a program back until it is watched; nil if there is nothing to watch.
    func gate(for program: Program) throws(SandboxError) -> TraceGate? {
        filter == nil ? nil : try TraceGate(self, program: program.name)
    }

    /// - Returns: a closure that ends the watch.
    func begin(_ program: String, task: Int32) throws -> @Sendable () -> Void {
        guard let filter else { return {} }
        let onCall = onCall
        let trace = try FailedCallTrace(of: task, filter: filter, point, births: births) { onCall(program, $0) }
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
