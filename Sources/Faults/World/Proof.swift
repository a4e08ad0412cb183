/// How a fault of the node, the links or a process is known to have taken effect.
package enum Proof: Sendable {
    /// A system call of the puller, or of a program that it started, failed like this.
    case failedCall([FailedCallPattern])
    /// Numbers that a script prints, one a line, whose sum has grown; `unit` says what they count, as in "packets waited".
    case counter(Place, script: String, unit: String)
    /// An event of the timeline that the puller cannot cause by printing words; the closure says what was seen, or nil.
    case event(@Sendable (Event.Body) -> String?)
}

/// A failure of system calls: the error, and the calls that mean something when they meet it.
package struct FailedCallPattern: Sendable, Equatable {
    package var error: SystemError
    /// Names as in the kernel's table, such as `connect`; empty for any call.
    package var calls: [String]

    package init(_ error: SystemError, calls: [String] = []) {
        self.error = error
        self.calls = calls
    }

    /// Calls that look for a way to an address: connect(2), and send(2) where there is no connection.
    package static let reaching = ["connect", "sendto", "sendmsg", "sendmmsg"]

    /// Calls that tell what became of datagrams of a connected socket.
    package static let exchanging = reaching + ["recvfrom", "recvmsg", "recvmmsg", "read", "write"]
}

/// An error of a system call (errno(3)), by the name that C gives it.
package enum SystemError: String, Sendable, CaseIterable {
    case again = "EAGAIN"
    case accessDenied = "EACCES"
    case invalid = "EINVAL"
    case noSpace = "ENOSPC"
    case readOnly = "EROFS"
    case quota = "EDQUOT"
    case inputOutput = "EIO"
    case addressInUse = "EADDRINUSE"
    case addressNotAvailable = "EADDRNOTAVAIL"
    case networkUnreachable = "ENETUNREACH"
    case hostUnreachable = "EHOSTUNREACH"
    case connectionRefused = "ECONNREFUSED"

    /// The number on x86-64 and Arm (linux/errno.h).
    package var number: Int32 {
        switch self {
        case .inputOutput: 5
        case .again: 11
        case .accessDenied: 13
        case .invalid: 22
        case .noSpace: 28
        case .readOnly: 30
        case .addressInUse: 98
        case .addressNotAvailable: 99
        case .networkUnreachable: 101
        case .connectionRefused: 111
        case .hostUnreachable: 113
        case .quota: 122
        }
    }

    /// What strerror(3) says, in lower case: the evidence where the kernel cannot be asked.
    package var text: String {
        switch self {
        case .again: "resource temporarily unavailable"
        case .accessDenied: "permission denied"
        case .invalid: "invalid argument"
        case .noSpace: "no space left on device"
        case .readOnly: "read-only file system"
        case .quota: "disk quota exceeded"
        case .inputOutput: "input/output error"
        case .addressInUse: "address already in use"
        case .addressNotAvailable: "cannot assign requested address"
        case .networkUnreachable: "network is unreachable"
        case .hostUnreachable: "no route to host"
        case .connectionRefused: "connection refused"
        }
    }
}
