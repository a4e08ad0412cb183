import SystemPackage

extension Sandbox {
    /// Why the memory of programs cannot be measured; nil if it can.
    package var memoryObjection: String? {
        guard ProgramMeter.call != nil else { return "the number of getrusage(2) is not known for this processor" }
        return Tool.path(of: ProgramMeter.program, below: lower.root == "/" ? "" : lower.root) == nil
            ? "\(ProgramMeter.program) was not found in the node; install perl-base" : nil
    }

    /// The sum, over all processes that run in the node, of the largest resident set of each, in bytes.
    package var peakOfRunning: Int { processes.pullers.reduce(0) { $0 + $1.peak } }

    /// Lets the peaks of what runs in the node count from now on.
    ///
    /// A kernel without CONFIG_PROC_PAGE_MONITOR has no such file; then they count from their start.
    package func resetPeaks() {
        for entry in processes.pullers {
            // 5 is the peak (proc_pid_clear_refs(5)).
            try? FileDescriptor.open("\(root)/proc/\(entry.number)/clear_refs", .writeOnly, options: .closeOnExec)
                .closeAfter { _ = try $0.writeAll("5\n".utf8) }
        }
    }

    /// What the node's processes have used of the processor so far; two of these make a difference.
    package var usedProcessorTime: NodeProcessorTime { NodeProcessorTime(processes) }

    /// What a program that runs has had until now: its processes and those that they waited for.
    func reading(of program: Program) -> ProgramMeter.Reading? {
        guard let root = number(of: program.name) else { return nil }
        let tree = processes.tree(of: root)
        guard let peak = tree.map(\.peak).max() else { return nil }
        return ProgramMeter.Reading(peak: peak, processorTime: .ticks(tree.reduce(0) { $0 + $1.ticks }))
    }

    private var processes: ProcessTable { ProcessTable(in: "\(root)/proc") }
}

extension FileDescriptor {
    fileprivate func closeAfter(_ body: (FileDescriptor) throws -> Void) throws {
        try closeAfter { try body(self) }
    }
}
