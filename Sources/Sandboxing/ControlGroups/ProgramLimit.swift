/// What the programs that `Sandbox.run` starts may have of the machine: together, or each of them.
package enum ProgramLimit: Sendable, Hashable {
    /// Bytes of memory together, with the pages of files that they were the first to read or write.
    ///
    /// What they have already stays: a limit below that is what they have.
    case memory(Int)
    /// Processor time together, as a share of one processor, 0.01 or more.
    case processor(Double)
    /// Processes and threads together.
    case processes(Int)
    /// Open files of each process (RLIMIT_NOFILE, getrlimit(2)).
    case openFiles(Int)
    /// Bytes a second that they read of the storage's disk together, and as many that they write to it.
    case disk(Int)

    /// The controller that it needs; nil for a limit of single processes.
    package var controller: Controller? {
        switch self {
        case .memory: .memory
        case .processor: .processor
        case .processes: .processes
        case .openFiles: nil
        case .disk: .io
        }
    }
}
