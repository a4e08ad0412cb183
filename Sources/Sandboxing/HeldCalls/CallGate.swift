import CHeldCalls
import CPerfEvents
import Namespaces
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// Starts a program whose system calls are held.
///
/// The harness's own executable comes before the command, as a stage that installs the filter, tells where the listener
/// is, waits until it was taken over, and becomes the command. Only descriptors connect the two: if this process ends
/// meanwhile, so does the stage.
final class CallGate: Sendable {
    private let hold: SystemCallHold
    private let words: PipeEnds
    private let taken: PipeEnds
    private let state = Mutex(State.waiting)

    private enum State { case waiting, held, over }

    init(_ hold: SystemCallHold, node: Int32?) throws(SandboxError) {
        self.hold = hold
        words = try PipeEnds()
        taken = try PipeEnds()
        do {
            try PlainThread { [self] in
                guard let listener = takeListener() else { return }
                defer { close(listener) }
                var loop = HeldCallLoop(listener: listener, hold: hold, paths: NodePaths(node: node))
                loop.run()
            }.detach()
        } catch {
            let cause = String(cString: strerror(error.cause))
            throw SandboxError(.refused, "a thread was refused: \(cause); raise ulimit -u")
        }
    }

    /// The first words of every command line of the stage.
    static let stage = "chaospull-stage-system-calls"

    /// The words before the command.
    var prefix: [String] {
        let own = "/proc/\(getpid())"
        return [
            "\(own)/exe", Self.stage, "\(own)/fd/\(words.writer)", "\(own)/fd/\(taken.reader)",
            hold.numbers.map(String.init).joined(separator: ","),
        ]
    }

    /// Ends the wait for a program that has not started; one that has stays held, and so does what it left running.
    func abandon() {
        let isWaiting = state.withLock { state in
            defer { if state == .waiting { state = .over } }
            return state == .waiting
        }
        if isWaiting { _ = write(words.writer, "\n", 1) }
    }

    /// Call it when the program has ended: what happened to its calls has been told when it returns.
    ///
    /// - Throws: `SandboxError` if its calls were never held, so that nothing can be said about the program.
    func finish() throws(SandboxError) {
        guard state.withLock({ $0 == .held }) else {
            throw SandboxError(.refused, "the program's system calls could not be held; see its output")
        }
        hold.settle()
    }

    /// Waits for the stage; nil if the program has ended before.
    private func takeListener() -> Int32? {
        var line = [UInt8](repeating: 0, count: 64)
        // The stage writes its line at once, and so does `finish` (pipe(7), PIPE_BUF).
        let count = line.withUnsafeMutableBytes { read(words.reader, $0.baseAddress, $0.count) }
        let numbers = String(decoding: line.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isWhitespace)
            .compactMap { Int32($0) }
        guard numbers.count == 2 else { return nil }
        let listener = chaospull_take_descriptor(numbers[0], numbers[1])
        guard listener >= 0 else { return nil }
        let isWanted = state.withLock { state in
            if state == .waiting { state = .held }
            return state == .held
        }
        guard isWanted else {
            close(listener)
            return nil
        }
        _ = write(taken.writer, "\n", 1)
        return listener
    }
}

/// A pipe that programs started meanwhile do not inherit.
private final class PipeEnds: Sendable {
    let reader: Int32
    let writer: Int32

    init() throws(SandboxError) {
        var ends: [Int32] = [-1, -1]
        let problem = chaospull_pipe(&ends)
        guard problem == 0 else {
            throw SandboxError(.refused, "a pipe was refused: \(String(cString: strerror(-problem))); raise ulimit -n")
        }
        (reader, writer) = (ends[0], ends[1])
    }

    deinit {
        close(reader)
        close(writer)
    }
}
