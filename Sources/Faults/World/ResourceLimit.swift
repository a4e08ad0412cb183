/// What the puller may have of the machine: its command and its daemon, with all that they start.
package enum ResourceLimit: Sendable, Equatable {
    /// Bytes of memory, together.
    case memory(Int)
    /// Processor time, together, as a share of one processor.
    case processor(Double)
    /// Processes and threads, together.
    case processes(Int)
    /// Open files of each process.
    case openFiles(Int)
    /// Bytes a second that they read of the storage's disk together, and as many that they write to it.
    case disk(Int)

    package var resource: LimitedResource {
        switch self {
        case .memory: .memory
        case .processor: .processor
        case .processes: .processes
        case .openFiles: .openFiles
        case .disk: .disk
        }
    }
}

/// Something of the machine that a fault limits.
public enum LimitedResource: String, Sendable, Codable, CaseIterable {
    /// Memory, with the pages of files that the puller was the first to read or write.
    case memory
    /// Processor time.
    case processor
    /// Processes and threads.
    case processes
    /// Open files.
    case openFiles = "open-files"
    /// Bytes a second to and from the storage's disk.
    case disk
}
