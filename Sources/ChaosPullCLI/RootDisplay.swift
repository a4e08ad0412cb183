import Glibc
import Synchronization

/// The progress of making a root: on a terminal one line that is overwritten, elsewhere a line per step.
final class RootDisplay: Sendable {
    private let name: String
    private let isTerminal: Bool
    private let step = Mutex("")

    init(name: String, isTerminal: Bool) {
        self.name = name
        self.isTerminal = isTerminal
    }

    func show(step: String, detail: String) {
        self.step.withLock { last in
            let isNew = last != step
            last = step
            if isTerminal {
                // Erases the current line (ECMA-48, EL).
                output("\r\u{1b}[K\(name): \(step)\(detail.isEmpty ? "" : ", \(detail)")")
            } else if isNew {
                output("\(name): \(step)\n")
            }
        }
    }

    func finish() { if isTerminal { output("\r\u{1b}[K") } }

    private func output(_ text: String) {
        print(text, terminator: "")
        fflush(nil)
    }
}
