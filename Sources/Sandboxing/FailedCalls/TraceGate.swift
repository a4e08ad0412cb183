import CPerfEvents
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// Holds a program back until the kernel watches it.
///
/// A shell waits for a line in a pipe and then becomes the program; standard input is not touched. If this process ends
/// meanwhile, the pipe ends, and so does the shell.
final class TraceGate: Sendable {
    private let watch: FailedCallWatch
    private let program: String
    private let reader: Int32
    private let writer: Int32
    private let end = Mutex<(@Sendable () -> Void)?>(nil)

    init(_ watch: FailedCallWatch, program: String) throws(SandboxError) {
        var ends: [Int32] = [-1, -1]
        let problem = chaospull_pipe(&ends)
        guard problem == 0 else {
            throw SandboxError(.refused, "a pipe was refused: \(String(cString: strerror(-problem))); raise ulimit -n")
        }
        (reader, writer) = (ends[0], ends[1])
        self.watch = watch
        self.program = program
    }

    deinit {
        close(reader)
        close(writer)
    }

    /// The words before the command.
    var prefix: [String] { ["sh", "-c", #"read -r _ <"$0" && exec "$@""#, "/proc/\(getpid())/fd/\(reader)"] }

    /// Releases the process that was started with `prefix`.
    func open(for process: Int32) throws {
        let end = try watch.begin(program, task: process)
        self.end.withLock { $0 = end }
        _ = write(writer, "\n", 1)
    }

    /// Ends the watch once the program has ended.
    func finish() {
        self.end.withLock { end in
            end?()
            end = nil
        }
    }
}
