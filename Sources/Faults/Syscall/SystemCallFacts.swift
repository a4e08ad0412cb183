import SystemCalls

/// One system call of the puller, as matches see it.
package struct SystemCallFacts: Sendable {
    /// What it does beyond what its name says, by its arguments.
    package enum Variant: Sendable, Equatable {
        /// It removes a folder and no file.
        case removesFolder
        /// It starts a thread and no process.
        case startsThread
    }

    package let call: SystemCall
    package let variant: Variant?
    /// The files that it is about, as the node sees them.
    package let paths: [String]
    /// Where the puller's storage is in the node.
    package let storage: String
    /// The name of the process that makes it; asked for only where it matters.
    package let program: @Sendable () -> String

    package init(
        call: SystemCall, variant: Variant? = nil, paths: [String] = [], storage: String,
        program: @escaping @Sendable () -> String
    ) {
        self.call = call
        self.variant = variant
        self.paths = paths
        self.storage = storage
        self.program = program
    }

    /// As in `fsync of /storage/layer.tar by dockerd`.
    package var text: String {
        call.rawValue + (paths.first.map { " of \($0.clipped(to: 300))" } ?? "") + " by \(program().clipped)"
    }
}
