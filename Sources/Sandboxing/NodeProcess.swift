import CPerfEvents
import SystemPackage

/// One process of a node, held by a descriptor, so that no other one that gets its number is meant.
package final class NodeProcess: Sendable {
    /// Its number in the node.
    package let number: Int
    /// The name that it was looked for by.
    package let name: String
    /// Its folder of proc(5), by which pidfd_send_signal(2) finds it.
    private let folder: FileDescriptor

    init(_ number: Int, name: String, in proc: String) throws {
        self.number = number
        self.name = name
        folder = try FileDescriptor.open(
            FilePath("\(proc)/\(number)"), .readOnly, options: [.directory, .closeOnExec])
    }

    deinit { try? folder.close() }

    /// Sends it a signal.
    ///
    /// - Throws: `SandboxError` if it has ended.
    package func signal(_ number: Int32) throws(SandboxError) {
        let problem = chaospull_signal(folder.rawValue, number)
        guard problem == 0 else {
            throw SandboxError(
                .refused, "signal \(number) did not reach \(name): \(Errno(rawValue: -problem).description)")
        }
    }
}

extension Sandbox {
    /// How long a program that is not there yet is waited for.
    private static let patience = Duration.seconds(10)
    /// How often it is looked for; what unpacks a small layer lives for a few milliseconds.
    private static let pause = Duration.milliseconds(1)

    /// Finds a process of that name among programs that were started by `run`, and what they have started; waits for it
    /// up to 10 s.
    ///
    /// - Parameter name: as the kernel has it (proc_pid_comm(5)), or the first word of the command line without its path.
    /// - Throws: `SandboxError` if there is none.
    package func process(named name: String, below programs: [Program]) async throws -> NodeProcess {
        let end = ContinuousClock.now + Self.patience
        let proc = "\(root)/proc"
        while true {
            let roots = programs.compactMap { program in
                (try? readTextFile(root + Self.numberFile(of: program))).flatMap { Int($0.trimmed) }
            }
            if let number = ProcessTable(in: proc).number(named: name, below: roots, in: proc),
                let process = try? NodeProcess(number, name: name, in: proc)
            {
                return process
            }
            guard ContinuousClock.now < end else {
                throw SandboxError(.refused, "no program '\(name)' ran within \(Self.patience)")
            }
            try await Task.sleep(for: Self.pause)
        }
    }
}

extension ProcessTable {
    /// The first process of a name in the trees of some processes.
    ///
    /// A program that executes itself again, as dockerd does to unpack a layer, is `exe` to the kernel; its command line
    /// has the name.
    func number(named name: String, below roots: [Int], in proc: String) -> Int? {
        roots.flatMap(tree).first { entry in
            if entry.name == name.prefix(15) { return true }
            let words = try? readTextFile("\(proc)/\(entry.number)/cmdline")
            let first = words?.split(separator: "\0").first?.split(separator: "/").last
            return first.map { $0 == name } ?? false
        }?.number
    }
}
