import Subprocess

#if canImport(Glibc)
import Glibc
#endif

extension Sandbox {
    /// Runs a program in the node, with this process's standard input, output and error.
    ///
    /// It stays in this process's group, so it shares the terminal: Ctrl-C reaches it, and a shell can make its own
    /// groups. nsenter(1) in between ignores Ctrl-C, so the program decides how it ends.
    ///
    /// - Parameter watch: gets the failed system calls of the program and its descendants; nil for none.
    package func runAttached(_ program: Program, watchedBy watch: FailedCallWatch? = nil) async throws -> ProgramEnd {
        let gate = try watch?.gate(for: program)
        defer { gate?.finish() }
        let callGate = try calls.map { (calls) throws(SandboxError) in try CallGate(calls, node: holder) }
        defer { callGate?.abandon() }
        let prefix =
            ["env", "--ignore-signal=INT"] + (gate?.prefix ?? []) + (callGate?.prefix ?? []) + programPrefix
            + ["env", "--default-signal=INT"] + note(program)
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
            try callGate?.finish()
            return ProgramEnd(status: result.terminationStatus.status, duration: clock.now - start)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw SandboxError(.notStarted, "\(program.executable) could not be run: \(error)")
        }
    }
}

/// Runs `body`, in which a program may take over this process's terminal, and restores the terminal afterwards.
private func withTerminalLent<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    var modes = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &modes) == 0
    // A background process that writes to a terminal or takes it over is stopped, unless it ignores this signal.
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
