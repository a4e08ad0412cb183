import SystemCalls

/// A system call of the puller that failed, by the kernel's word; or how many more of one kind there were.
public struct KernelError: Sendable, Codable, Equatable {
    /// The program that was started, as in `dockerd` and `docker pull`; it, or something that it started, made the call.
    public let program: String
    /// The name of the process that made the call, as in `containerd`.
    public let process: String
    /// As in `openat`.
    public let call: String
    /// As in `ENOSPC` (errno(3)).
    public let error: String
    /// So many more like this were counted and not told one by one; nil for a call that is told.
    public let more: Int?

    package init(program: String, process: String, call: String, error: String, more: Int? = nil) {
        self.program = program
        self.process = process
        self.call = call
        self.error = error
        self.more = more
    }

    /// Whether it is one of those that are looked for.
    package func isCovered(by filter: FailedCallFilter) -> Bool { filter.covers(call: call, error: error) }

    /// As in `kernel: dockerd openat → ENOSPC`.
    package var text: String {
        "kernel: \(process) \(call) → \(error)" + (more.map { ", and \($0) more" } ?? "")
    }
}
