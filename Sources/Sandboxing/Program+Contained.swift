import Subprocess
import SystemPackage

extension Program {
    /// Runs the program in its own mount and PID namespaces, in this machine's network.
    ///
    /// For set-up that mounts file systems and starts many programs. All of it belongs to one process whose standard
    /// input is a pipe from here. When this process ends, even by SIGKILL, all its mounts and processes end.
    ///
    /// - Parameter onLine: called for each line of standard output and standard error, in order.
    /// - Throws: `SandboxError` if the namespaces cannot be made; a failed program is part of the result.
    package func runContained(onLine: @escaping @Sendable (String) -> Void) async throws -> ProgramEnd {
        try Privileges.check()
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = []
        let configuration = Configuration(
            executable: .name("unshare"),
            arguments: Arguments(
                ["--mount", "--pid", "--fork", "--kill-child=KILL", "--", "sh", "-c", Self.keeper, "sh", executable]
                    + arguments
            ),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) })),
            platformOptions: options
        )
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let result = try await Subprocess.run(
                configuration, input: .inputWriter, output: .sequence, error: .combinedWithOutput
            ) { execution in
                var lines = OutputLines()
                for try await piece in execution.standardOutput {
                    for line in piece.withUnsafeBytes({ lines.lines(completedBy: $0) }) { onLine(line) }
                }
                if let line = lines.last() { onLine(line) }
                try await execution.standardInputWriter.finish()
            }
            try Task.checkCancellation()
            return ProgramEnd(status: result.terminationStatus.status, duration: clock.now - start)
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw SandboxError(.notStarted, "unshare could not be run: \(error); run 'chaospull doctor'")
        }
    }

    /// The first process of the namespace.
    ///
    /// It ends with its program, and ends the program when its own input ends.
    private static let keeper = """
        exec 3<&0 </dev/null
        mount -t proc chaospull /proc || exit 1
        "$@" 3<&- &
        work=$!
        { cat <&3 >/dev/null; kill -KILL $work; } &
        wait $work
        exit $?
        """
}
