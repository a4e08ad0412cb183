import Glibc

/// A program that runs beside the bench, prints that it is ready, and ends on request.
///
/// It is started by setpriv(1) and so is killed when the bench ends for any reason. The thread that starts it must live
/// as long as the process (PR_SET_PDEATHSIG(2const)).
final class Companion {
    let process: pid_t
    private let input: Int32
    private let output: Int32
    private var unread: [UInt8] = []

    /// Starts a program and waits until it prints `ready`.
    init(_ words: [String]) throws {
        let started = try Self.spawn(["setpriv", "--pdeathsig", "KILL", "--"] + words)
        (process, input, output) = started
        guard let line = readLine(), line == "ready" else {
            stop()
            throw BenchError("\(words.joined(separator: " ")) did not become ready; see its messages above")
        }
    }

    /// Sends a line.
    func tell(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(input, bytes, bytes.count)
    }

    /// The next line that the program prints; nil at its end.
    func readLine() -> String? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeSubrange(...end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let count = read(output, &chunk, chunk.count)
            guard count > 0 else { return nil }
            unread += chunk.prefix(count)
        }
    }

    /// Closes its standard input, and sends SIGTERM if it does not end.
    func stop(byForce: Bool = true) {
        close(input)
        if byForce { kill(process, SIGTERM) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        close(output)
    }

    /// The processor time of all threads so far in nanoseconds (proc(5), schedstat).
    func processorTime() throws -> UInt64 {
        guard let folder = opendir("/proc/\(process)/task") else {
            throw BenchError("process \(process) has ended before it was measured; see its messages above")
        }
        defer { closedir(folder) }
        var sum: UInt64 = 0
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.first != ".", let text = try? TextFile.read("/proc/\(process)/task/\(name)/schedstat") else {
                continue
            }
            sum += text.split(separator: " ").first.flatMap { UInt64($0) } ?? 0
        }
        return sum
    }

    /// Runs a program to its end with a text as input; returns its output.
    static func run(_ words: [String], input text: String = "") throws -> String {
        let started = try spawn(["setpriv", "--pdeathsig", "KILL", "--"] + words)
        let bytes = Array(text.utf8)
        _ = write(started.input, bytes, bytes.count)
        close(started.input)
        var printed: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(started.output, &chunk, chunk.count)
            guard count > 0 else { break }
            printed += chunk.prefix(count)
        }
        close(started.output)
        var status: Int32 = 0
        while waitpid(started.process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw BenchError("\(words.joined(separator: " ")) failed; see its messages above") }
        return String(decoding: printed, as: UTF8.self)
    }

    private static func spawn(_ words: [String]) throws -> (process: pid_t, input: Int32, output: Int32) {
        var (toChild, fromChild): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
            throw BenchError("a pipe cannot be made: error \(errno); raise ulimit -n")
        }
        // Otherwise the next program would inherit them, and this one would never see the end of its input.
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
        var vector = words.map { strdup($0) } + [nil]
        defer { for word in vector { free(word) } }
        var process: pid_t = 0
        let problem = posix_spawnp(&process, words[0], &actions, nil, &vector, environ)
        close(toChild[0])
        close(fromChild[1])
        guard problem == 0 else {
            throw BenchError("\(words[0]) cannot be started: error \(problem); run 'make setup'")
        }
        return (process, toChild[1], fromChild[0])
    }
}
