/// A failed system call, as the kernel reported it.
package struct FailedCall: Sendable, Equatable {
    /// The name of the program that made it, at most 15 bytes (proc_pid_comm(5)).
    package let process: String
    /// Its process id outside of the node.
    package let number: Int32
    /// As in `openat`.
    package let call: String
    /// As in `ENOSPC`.
    package let error: String
    package let time: ContinuousClock.Instant

    package init(process: String, number: Int32, call: String, error: String, time: ContinuousClock.Instant) {
        self.process = process
        self.number = number
        self.call = call
        self.error = error
        self.time = time
    }
}
