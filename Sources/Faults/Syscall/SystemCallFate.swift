import SystemCalls

/// What becomes of one system call; faults of system calls edit it.
package struct SystemCallFate: Sendable, Equatable {
    /// How it fails without being made; nil if the kernel makes it.
    package var error: SystemError?
    /// How long it waits before.
    package var delay: Duration = .zero

    package init() {}
}
