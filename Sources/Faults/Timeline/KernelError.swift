import SystemCalls

/// A failed system call of the puller, as the kernel reported it; or the number of further calls of one kind.
public struct KernelError: Sendable, Codable, Equatable {
    /// The program that was started, as in `dockerd` and `docker pull`; it or one of its descendants made the call.
    public let program: String
    /// The name of the process that made the call, as in `containerd`.
    public let process: String
    /// As in `openat`.
    public let call: String
    /// As in `ENOSPC` (errno(3)).
    public let error: String
    /// The number of further calls like this that were not recorded one by one; nil for a single call.
    public let more: Int?

    package init(program: String, process: String, call: String, error: String, more: Int? = nil) {
        self.program = program
        self.process = process
        self.call = call
        self.error = error
        self.more = more
    }

    /// Whether it is one of the watched errors.
    package func isCovered(by filter: FailedCallFilter) -> Bool { filter.covers(call: call, error: error) }

    /// As in `kernel: dockerd openat → ENOSPC`.
    package var text: String {
        "kernel: \(process) \(call) → \(error)" + (more.map { ", and \($0) more" } ?? "")
    }
}
