import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
import Glibc
#endif

extension Program {
    /// Runs the program to its end, on the host or, with a prefix such as nsenter(1), elsewhere.
    ///
    /// Processes that it leaves running are not awaited, even if they hold the output open.
    ///
    /// - Parameters:
    ///   - deadline: when the program and its group are killed.
    ///   - watch: gets the failed system calls of the program and its descendants; nil for none.
    ///   - calls: holds the system calls of the program and its descendants; nil for none.
    ///   - node: the first process of the node that a prefix enters; nil on the host.
    ///   - onLine: called for each line of standard output and standard error, in order.
    ///   - onStart: gets the process id on the host.
    ///   - beforeKill: called when the deadline has come.
    package func run(
        prefix: [String] = [], deadline: Duration? = nil, watchedBy watch: FailedCallWatch? = nil,
        heldBy calls: SystemCallHold? = nil, of node: Int32? = nil,
        onLine: @escaping @Sendable (String) -> Void = { _ in },
        onStart: @Sendable (Int32) -> Void = { _ in }, beforeKill: @escaping @Sendable () -> Void = {}
    ) async throws -> ProgramEnd {
        let gate = try watch?.gate(for: self)
        defer { gate?.finish() }
        let callGate = try calls.map { (calls) throws(SandboxError) in try CallGate(calls, node: node) }
        defer { callGate?.abandon() }
        let command = (gate?.prefix ?? []) + (callGate?.prefix ?? []) + prefix + [executable] + arguments
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
        let output = try OutputPipe()
        do {
            let result = try await Subprocess.run(
                configuration, input: .none,
                output: .fileDescriptor(output.writeEnd, closeAfterSpawningProcess: false),
                // Not `combinedWithOutput`: its copy of a descriptor that is not to be closed stays open for good.
                error: .fileDescriptor(output.writeEnd, closeAfterSpawningProcess: false)
            ) { execution in
                onStart(execution.processIdentifier.value)
                try gate?.open(for: execution.processIdentifier.value)
                let isKilled = await output.readLines(
                    until: execution.processIdentifier, deadline: deadline.map { start + $0 },
                    beforeKill: beforeKill, onLine: onLine)
                return (isKilled: isKilled, end: clock.now)
            }
            try Task.checkCancellation()
            try callGate?.finish()
            let status = result.terminationStatus.status
            return ProgramEnd(
                status: status, isTimedOut: result.closureResult.isKilled && status == .signaled(SIGKILL),
                duration: result.closureResult.end - start
            )
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw SandboxError(.notStarted, "\(command[0]) could not be run: \(error)")
        }
    }

    /// Runs the program and returns its output, cut after 1 MiB; for probes and set-up, not for pullers.
    package func output(prefix: [String] = [], deadline: Duration = .seconds(30)) async throws -> (
        end: ProgramEnd, text: String
    ) {
        let text = PrintedText()
        let end = try await run(prefix: prefix, deadline: deadline, onLine: { text.append($0) })
        return (end, text.text)
    }
}

/// The output of a program so far, cut after 1 MiB.
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
