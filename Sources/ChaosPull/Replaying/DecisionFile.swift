import Faults
import Glibc
import Judging
import Synchronization

/// The file into which a run writes its decisions while it takes them, so that no number of them fills the memory.
final class DecisionFile: Sendable {
    private struct State {
        var waiting: [UInt8]
        var isWhole = true
    }

    /// Bytes that wait before they are written: a packet's decision costs no system call.
    private static let room = 64 << 10

    private let path: String
    private let descriptor: Int32
    private let state: Mutex<State>

    /// - Throws: `ChaosPullError` if the file cannot be made.
    init(_ path: String, seed: UInt64, faults: [String]) throws(ChaosPullError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        state = Mutex(State(waiting: DecisionLine.header(seed: seed, faults: faults)))
        guard descriptor >= 0 else { throw Self.notWritten(path) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        _ = flush()
        close(descriptor)
    }

    /// Told by any thread of the run.
    func append(_ decision: DecisionRecord) {
        state.withLock { state in
            DecisionLine.append(decision, to: &state.waiting)
            if state.waiting.count >= Self.room { write(&state) }
        }
    }

    /// Writes what waits.
    ///
    /// - Throws: `ChaosPullError` if not all of it is in the file, as on a full disk.
    func finish() throws(ChaosPullError) {
        guard flush() else { throw Self.notWritten(path) }
    }

    private func flush() -> Bool {
        state.withLock { state in
            write(&state)
            return state.isWhole
        }
    }

    /// A line is written whole or the file is not: what could not be written is never followed by more.
    private func write(_ state: inout State) {
        var done = 0
        while state.isWhole, done < state.waiting.count {
            let count = state.waiting.withUnsafeBytes { bytes in
                Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: bytes[done...]).baseAddress, bytes.count - done)
            }
            if count > 0 { done += count } else if errno != EINTR { state.isWhole = false }
        }
        state.waiting.removeAll(keepingCapacity: true)
    }

    private static func notWritten(_ file: String) -> ChaosPullError {
        ChaosPullError("file \(file) cannot be written; give another folder with --output")
    }
}
