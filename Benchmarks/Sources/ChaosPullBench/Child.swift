import Glibc

/// A program that is measured from outside, so that the bench's own memory does not count.
struct Child {
    /// What was measured.
    struct Outcome {
        let exitCode: Int32
        let duration: Duration
        /// The peak resident memory of the process itself, in bytes.
        let peakMemory: Int
    }

    /// The interval for reading the memory.
    ///
    /// The kernel keeps the peak, so only the last moments can be missed.
    private static let period: Duration = .milliseconds(20)
    /// How long a program has to end after SIGTERM.
    private static let grace: Duration = .seconds(30)

    let arguments: [String]

    /// Runs the program to its end.
    ///
    /// It is started by setpriv(1) and so is killed when the bench ends for any reason. The kernel owns what it leaves.
    /// The calling thread must live as long as the process (PR_SET_PDEATHSIG(2const)).
    ///
    /// - Parameters:
    ///   - log: the file for its output.
    ///   - limit: when it gets SIGTERM.
    func run(log: String, limit: Duration) throws -> Outcome {
        let clock = ContinuousClock()
        let start = clock.now
        let process = try spawn(["setpriv", "--pdeathsig", "KILL", "--"] + arguments, log: log)
        var peakMemory = 0
        var (isTerminated, isKilled) = (false, false)
        var status: Int32 = 0
        while true {
            peakMemory = Self.peakMemory(of: process) ?? peakMemory
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            guard ended == 0 || errno == EINTR else {
                throw BenchError("process \(process) cannot be waited for: error \(errno)")
            }
            let duration = clock.now - start
            if duration > limit + Self.grace, !isKilled {
                isKilled = true
                kill(process, SIGKILL)
            } else if duration > limit, !isTerminated {
                isTerminated = true
                kill(process, SIGTERM)
            }
            usleep(UInt32(Self.period / .microseconds(1)))
        }
        guard !isTerminated else {
            throw BenchError("\(arguments.joined(separator: " ")) took more than \(limit); see \(log)")
        }
        // wait(2): the low seven bits are a signal, the next byte is the code.
        guard status & 0x7f == 0 else {
            throw BenchError("\(arguments.joined(separator: " ")) was ended by signal \(status & 0x7f); see \(log)")
        }
        return Outcome(exitCode: status >> 8 & 0xff, duration: clock.now - start, peakMemory: peakMemory)
    }

    private func spawn(_ words: [String], log: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var vector = words.map { strdup($0) } + [nil]
        defer { for word in vector { free(word) } }
        var process: pid_t = 0
        let problem = posix_spawnp(&process, words[0], &actions, nil, &vector, environ)
        guard problem == 0 else {
            throw BenchError("\(words[0]) cannot be started: error \(problem); run 'make setup'")
        }
        return process
    }

    /// VmHWM of proc_pid_status(5); nil once the process has ended.
    ///
    /// `ru_maxrss` of wait4(2) would include the largest of its children, the pullers.
    private static func peakMemory(of process: pid_t) -> Int? {
        guard let text = try? TextFile.read("/proc/\(process)/status") else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
        }
        return nil
    }
}
