import Faults
import Glibc
import Judging
import Synchronization

/// The file into which a run writes its decisions as it takes them, so that they do not fill the memory.
final class DecisionFile: Sendable {
    private struct State {
        var waiting: [UInt8]
        var isWhole = true
    }

    /// The size of the buffer, which avoids a system call for each decision.
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

    /// Appends a decision; any thread may call this.
    func append(_ decision: DecisionRecord) {
        state.withLock { state in
            DecisionLine.append(decision, to: &state.waiting)
            if state.waiting.count >= Self.room { write(&state) }
        }
    }

    /// Writes the rest of the buffer.
    ///
    /// - Throws: `ChaosPullError` if the file is incomplete, as on a full disk.
    func finish() throws(ChaosPullError) {
        guard flush() else { throw Self.notWritten(path) }
    }

    private func flush() -> Bool {
        state.withLock { state in
            write(&state)
            return state.isWhole
        }
    }

    /// Writes the buffer.
    ///
    /// After a failed write nothing more is written, so only the last line can be incomplete.
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
