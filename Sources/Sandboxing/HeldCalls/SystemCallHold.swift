import Synchronization
import SystemCalls

/// Holds system calls of programs and their descendants until it is decided what becomes of each.
///
/// The kernel asks (seccomp_unotify(2)), so it is the same for static programs and for those that start others. Give it
/// to `Sandbox.holding`. Programs without a hold have no filter and cost nothing; with one, a call of these kinds costs
/// 10 to 20 µs. A filter cannot be taken away: it ends with the programs, and with the harness their calls fail with
/// ENOSYS, which ends them with the node.
package final class SystemCallHold: Sendable {
    /// The numbers that the filter asks about.
    let numbers: [Int]
    /// The calls that are judged.
    let calls: Set<SystemCall>
    let judge: @Sendable (HeldCall) -> CallRuling
    private let turn = Mutex(())

    /// - Parameters:
    ///   - calls: which calls are held.
    ///   - judge: says what becomes of a call, on a thread of its own for each program; must be quick, since the calls of
    ///     the program and its descendants wait for it.
    package init(_ calls: Set<SystemCall>, judge: @escaping @Sendable (HeldCall) -> CallRuling) {
        // The programs that come before the real one are told apart when they become another.
        let all = calls.union([.execve, .execveat])
        numbers = all.compactMap { call in SystemCall.Architecture.current.flatMap { call.number(on: $0) } }.sorted()
        self.calls = calls
        self.judge = judge
    }

    /// Waits for what is being answered; then every call that has returned in a program was told of.
    package func settle() { turn.withLock { _ in } }

    /// Answers calls of one program at a time.
    func inTurn(_ body: () -> Void) { turn.withLock { _ in body() } }
}
