import Subprocess
import SystemPackage

extension Program {
    /// Runs the program in mount and PID namespaces of its own, in this machine's network.
    ///
    /// For set-up that mounts things and starts many programs. All of it belongs to one process whose standard input is a
    /// pipe from here: when this process goes, by SIGKILL too, every mount and process of it goes.
    ///
    /// - Parameter onLine: called for each line of standard output and standard error, in order.
    /// - Throws: `SandboxError` when the namespaces cannot be had; a program that fails is told in what is returned.
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

    /// The first process of the namespace: it ends with its program, and takes the program with it when its input ends.
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
