import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// Three connected namespaces, node – wire – net, which live as long as `withSandbox` runs.
package struct Sandbox: Sendable {
    /// Where the puller's storage is mounted in the node.
    package static let storagePath = "/storage"

    /// An empty home for the puller, so that it reads nothing of the user's.
    package static let homePath = "/run/home"

    /// The folder for temporary files; on the storage, so that a full disk affects them too.
    package static let temporaryPath = storagePath + "/tmp"

    /// The process id on the host of the node's first process.
    package let holder: Int32

    /// What lies under the overlays of the node.
    let lower: LowerLayers

    /// Nil where the plan asked for none.
    let groups: ControlGroups?
    let openFiles = OpenFilesLimit()
    let disk: StorageDisk

    private let programs = RunningPrograms()

    /// What holds the system calls of the programs that `run` and `runAttached` start; nil for nothing.
    var calls: SystemCallHold?

    init(holder: Int32, lower: LowerLayers, groups: ControlGroups?, disk: StorageDisk) {
        self.holder = holder
        self.lower = lower
        self.groups = groups
        self.disk = disk
    }

    /// The same sandbox, in which the programs that are run from now on have their system calls held.
    ///
    /// Those of `output`, which are the harness's own, have not.
    package func holding(_ calls: SystemCallHold?) -> Sandbox {
        var sandbox = self
        sandbox.calls = calls
        return sandbox
    }

    /// Waits until all that happened to held calls has been told.
    package func settleCalls() { calls?.settle() }

    /// The node's root folder, as seen from the host.
    package var root: String { "/proc/\(holder)/root" }

    /// The file of a network namespace, `wire` or `net`, for setns(2).
    package func networkNamespace(_ name: String) -> String { "\(root)/run/netns/\(name)" }

    /// The prefix of a command that runs in the node; entering the mount namespace sets root and current folder.
    package var nodePrefix: [String] {
        ["nsenter", "--target", "\(holder)", "--net", "--mount", "--pid", "--cgroup", "--ipc", "--uts"]
    }

    /// Runs a program in the node to its end.
    ///
    /// The program first writes its process id to a file, so that `signal` can find it behind nsenter(1).
    ///
    /// - Parameters:
    ///   - watch: gets the failed system calls of the program and its descendants; nil for none.
    ///   - isMeasured: whether the end says how much memory and processor time it had.
    package func run(
        _ program: Program, deadline: Duration? = nil, watchedBy watch: FailedCallWatch? = nil,
        isMeasured: Bool = false, onLine: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> ProgramEnd {
        defer { programs.ended(program) }
        let meter =
            isMeasured && memoryObjection == nil ? ProgramMeter(file: Self.numberFile(of: program) + ".use") : nil
        let readingAtDeadline = Mutex<ProgramMeter.Reading?>(nil)
        var end = try await program.run(
            prefix: programPrefix + (meter?.prefix ?? []) + note(program), deadline: deadline, watchedBy: watch,
            heldBy: calls, of: holder, onLine: onLine, onStart: { programs.started(program, $0) },
            beforeKill: { if isMeasured { readingAtDeadline.withLock { $0 = reading(of: program) } } })
        // What is killed at the deadline is killed together with the process that would have waited for it.
        let had = end.isTimedOut ? readingAtDeadline.withLock(\.self) : meter?.reading(below: root)
        (end.peakMemory, end.processorTime) = (had?.peak, had?.processorTime)
        return end
    }

    /// Runs a program in the node and returns its output.
    package func output(_ program: Program, deadline: Duration = .seconds(30)) async throws -> (
        end: ProgramEnd, text: String
    ) {
        try await program.output(prefix: nodePrefix, deadline: deadline)
    }

    /// Runs a program in the network namespace `wire`, with the node's file systems; its output is used for the error.
    package func runInWire(_ program: Program, input: String) async throws {
        let script = Program(
            program.name, "nsenter",
            ["--net=/run/netns/wire", "sh", "-c", #"printf %s "$0" | "$@""#, input, program.executable]
                + program.arguments
        )
        let (end, text) = try await script.output(prefix: nodePrefix)
        guard end.isSuccess else {
            throw SandboxError(.refused, "\(program.name) failed in the wire namespace: \(text.trimmed)")
        }
    }

    /// Sends a signal to a program that was started by `run`, but not to its children.
    ///
    /// The kernel accepts signals for an ended process that was not awaited; here that is an error.
    package func signal(_ program: Program, _ number: Int32) async throws {
        let script = """
            pid=$(cat "$1")
            case $(grep ^State: /proc/$pid/status) in
                ''|*[ZX]\\ *) echo "process $pid has ended"; exit 1 ;;
            esac
            kill -"$0" $pid
            """
        let command = Program("kill", "sh", ["-c", script, "\(number)", Self.numberFile(of: program)])
        let (end, text) = try await command.output(prefix: nodePrefix)
        guard end.isSuccess else {
            throw SandboxError(.refused, "signal \(number) did not reach \(program.name): \(text.trimmed)")
        }
    }

    /// Stops a program that was started by `run` where it is, until `resume`; it cannot catch that (SIGSTOP, signal(7)).
    ///
    /// nsenter(1) stops itself when its program is stopped, and nothing continues it. So it is stopped first, sees
    /// nothing of it, and goes on last.
    package func freeze(_ program: Program) async throws {
        programs.signal(program, SIGSTOP)
        do {
            try await signal(program, SIGSTOP)
        } catch {
            programs.signal(program, SIGCONT)
            throw error
        }
    }

    /// Lets a program go on that `freeze` stopped (SIGCONT).
    package func resume(_ program: Program) async throws {
        defer { programs.signal(program, SIGCONT) }
        try await signal(program, SIGCONT)
    }

    /// The processes of the programs that run, and what they have started, as the node numbers them.
    var runningProcesses: [Int] {
        let processes = ProcessTable(in: "\(root)/proc")
        return programs.running.compactMap(number).flatMap { processes.tree(of: $0).map(\.number) }
    }

    /// The process id of a program in the node.
    func number(of program: String) -> Int? {
        (try? readTextFile(root + Self.numberFile(ofProgram: program))).flatMap { Int($0.trimmed) }
    }

    /// The words before a program's own: it joins what limits it, and its process id is noted.
    func note(_ program: Program) -> [String] {
        let noting = ["sh", "-c", Self.noteScript, Self.numberFile(of: program)]
        return limiting.isEmpty ? noting : ["sh", "-c", limiting] + noting
    }

    /// Stands on the command lines of all that comes before a program of the node, and not on the program's.
    static let noteScript = #"echo $$ >"$0"; exec "$@""#

    static func numberFile(of program: Program) -> String { numberFile(ofProgram: program.name) }

    private static func numberFile(ofProgram name: String) -> String {
        notesPath + "/" + name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    }
}

extension String {
    /// The text without white space at its ends.
    package var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
