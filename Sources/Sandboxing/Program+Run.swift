import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

extension Program {
    /// Runs the program to its end, on the host or, with a prefix such as nsenter(1), elsewhere.
    ///
    /// - Parameters:
    ///   - deadline: after it the program and its group are killed.
    ///   - onLine: called for each line of standard output and standard error, in order.
    package func run(
        prefix: [String] = [], deadline: Duration? = nil, onLine: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> ProgramEnd {
        let command = prefix + [executable] + arguments
        let clock = ContinuousClock()
        let start = clock.now
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = []
        let configuration = Configuration(
            executable: command[0].hasPrefix("/") ? .path(FilePath(command[0])) : .name(command[0]),
            arguments: Arguments(Array(command.dropFirst())),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) })),
            platformOptions: options
        )
        do {
            let result = try await Subprocess.run(
                configuration, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        var lines = OutputLines()
                        for try await piece in execution.standardOutput {
                            for line in piece.withUnsafeBytes({ lines.lines(completedBy: $0) }) { onLine(line) }
                        }
                        if let line = lines.last() { onLine(line) }
                    }
                    if let deadline {
                        group.addTask {
                            try await Task.sleep(for: deadline)
                            kill(-execution.processIdentifier.value, SIGKILL)
                            // What it printed until now is still to be read.
                            try await Task.sleep(for: Self.patience)
                        }
                    }
                    try await group.next()
                    group.cancelAll()
                }
            }
            try Task.checkCancellation()
            let status = result.terminationStatus.status
            let duration = clock.now - start
            return ProgramEnd(
                status: status, isTimedOut: status == .signaled(SIGKILL) && deadline.map { duration >= $0 } == true,
                duration: duration
            )
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw SandboxError(.notStarted, "\(command[0]) could not be run: \(error)")
        }
    }

    /// How long the output of a killed program may stay open: a child of it that left the group may hold it.
    private static let patience = Duration.seconds(5)

    /// Runs the program and gives what it printed, cut after 1 MiB; for probes and set-up, not for pullers.
    package func output(prefix: [String] = [], deadline: Duration = .seconds(30)) async throws -> (
        end: ProgramEnd, text: String
    ) {
        let text = PrintedText()
        let end = try await run(prefix: prefix, deadline: deadline) { text.append($0) }
        return (end, text.text)
    }
}

/// What a program printed so far, cut after 1 MiB.
private final class PrintedText: Sendable {
    private let content = Mutex("")

    func append(_ line: String) {
        content.withLock { if $0.utf8.count < 1 << 20 { $0 += line + "\n" } }
    }

    var text: String { content.withLock { $0 } }
}

extension TerminationStatus {
    var status: ProgramEnd.Status {
        switch self {
        case .exited(let code): .exited(code)
        case .signaled(let signal): .signaled(signal)
        }
    }
}
