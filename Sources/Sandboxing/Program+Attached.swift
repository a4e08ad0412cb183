import Subprocess

#if canImport(Glibc)
import Glibc
#endif

extension Sandbox {
    /// Runs a program in the node with this process's own standard input, output and error, to its end.
    ///
    /// It stays in this process's group, so that a terminal is its too: Ctrl-C reaches it, and a shell may make groups of
    /// its own. nsenter(1), which stands between, lets Ctrl-C pass, so that the program decides how it ends.
    ///
    /// - Parameter watch: sees the system calls that fail in it and in all that it starts; nil for none.
    package func runAttached(_ program: Program, watchedBy watch: FailedCallWatch? = nil) async throws -> ProgramEnd {
        let gate = try watch?.gate(for: program)
        defer { gate?.finish() }
        let prefix =
            ["env", "--ignore-signal=INT"] + (gate?.prefix ?? []) + nodePrefix + ["env", "--default-signal=INT"]
            + note(program)
        var options = PlatformOptions()
        options.teardownSequence = []
        let configuration = Configuration(
            executable: .name(prefix[0]),
            arguments: Arguments(prefix.dropFirst() + [program.executable] + program.arguments),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: program.environment.map { (Environment.Key(stringLiteral: $0), $1) })),
            platformOptions: options
        )
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let result = try await withTerminalLent {
                try await Subprocess.run(
                    configuration, input: .currentStandardInput, output: .currentStandardOutput,
                    error: .currentStandardError
                ) { execution in try gate?.open(for: execution.processIdentifier.value) }
            }
            try Task.checkCancellation()
            return ProgramEnd(status: result.terminationStatus.status, duration: clock.now - start)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw SandboxError(.notStarted, "\(program.executable) could not be run: \(error)")
        }
    }
}

/// Runs `body`, in which a program may take this process's terminal for itself, and takes it back as it was.
private func withTerminalLent<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    var modes = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &modes) == 0
    // Who is in the background is stopped when he writes to a terminal or takes it, unless this is ignored.
    let before = signal(SIGTTOU, SIG_IGN)
    defer {
        if isTerminal {
            _ = tcsetpgrp(STDIN_FILENO, getpgrp())
            _ = tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        }
        signal(SIGTTOU, before)
    }
    return try await body()
}
