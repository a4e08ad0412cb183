import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The processes on the host that stand for the programs of a node: an nsenter(1) for each.
final class RunningPrograms: Sendable {
    private let processes = Mutex<[String: Int32]>([:])

    func started(_ program: Program, _ process: Int32) { processes.withLock { $0[program.name] = process } }

    /// The names of those that run.
    var running: [String] { processes.withLock { Array($0.keys) } }

    func ended(_ program: Program) { processes.withLock { $0[program.name] = nil } }

    /// Sends a signal to the nsenter(1) of a program; nothing if it has ended.
    func signal(_ program: Program, _ number: Int32) {
        processes.withLock { if let process = $0[program.name] { _ = kill(process, number) } }
    }
}
