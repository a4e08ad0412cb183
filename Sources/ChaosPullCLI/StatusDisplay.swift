import ChaosPull
import Faults
import Glibc
import Scenarios
import Synchronization

/// The progress of a matrix: on a terminal a block that is redrawn, elsewhere a line per finished cell.
final class StatusDisplay: Sendable {
    private struct Running {
        let name: String
        let start: ContinuousClock.Instant
        var last = "starting"
    }

    private struct State {
        var running: [String: Running] = [:]
        var linesDrawn = 0
    }

    private let isTerminal: Bool
    private let state = Mutex(State())

    init(isTerminal: Bool) { self.isTerminal = isTerminal }

    func hear(_ progress: Progress) {
        switch progress {
        case .started(let cell):
            let running = Running(name: cell.label, start: .now)
            state.withLock { $0.running[cell.label] = running }
        case .event(let cell, let event):
            state.withLock { $0.running[cell.label]?.last = event.line }
        case .warning(let cell, let text):
            state.withLock { output(clearing(&$0) + "! \(cell.label): \(text.printable)\n") }
        case .finished(let cell, let result):
            state.withLock { state in
                state.running[cell.label] = nil
                output(clearing(&state) + ConsoleReport.line(result) + "\n")
            }
        }
    }

    /// Draws the block while `body` runs, if there is a terminal.
    func whileRunning<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        guard isTerminal else { return try await body() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while !Task.isCancelled {
                    self.draw()
                    try? await Task.sleep(for: .milliseconds(200))
                }
                return nil
            }
            defer {
                group.cancelAll()
                state.withLock { output(clearing(&$0)) }
            }
            while let value = try await group.next() { if let value { return value } }
            throw CancellationError()
        }
    }

    private func draw() {
        state.withLock { state in
            let now = ContinuousClock.now
            let rows = state.running.values.sorted { $0.name < $1.name }.map { running in
                let seconds = Int((now - running.start).components.seconds)
                return String(
                    "  \(running.name)  \(seconds) s  \(running.last)".clipped(to: max(1, TerminalWidth.current - 1)))
            }
            output(clearing(&state) + rows.map { $0 + "\n" }.joined())
            state.linesDrawn = rows.count
        }
    }

    /// Moves the cursor up over the last drawing and erases it (ECMA-48, CUU and ED).
    private func clearing(_ state: inout State) -> String {
        defer { state.linesDrawn = 0 }
        return state.linesDrawn == 0 ? "" : "\u{1b}[\(state.linesDrawn)A\u{1b}[J"
    }

    private func output(_ text: String) {
        print(text, terminator: "")
        fflush(nil)
    }
}

extension Cell {
    fileprivate var label: String {
        "\(scenario.name) \(pullerName) seed \(seed)" + (repetition > 1 ? ", run \(repetition)" : "")
    }
}
