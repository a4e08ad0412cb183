/// Why a system call failed, by the name in errno(3).
package enum SystemError: String, Sendable, CaseIterable {
    case notPermitted = "EPERM"
    case notFound = "ENOENT"
    case interrupted = "EINTR"
    case inputOutput = "EIO"
    case badDescriptor = "EBADF"
    case again = "EAGAIN"
    case outOfMemory = "ENOMEM"
    case accessDenied = "EACCES"
    case busy = "EBUSY"
    case alreadyExists = "EEXIST"
    case crossesDevices = "EXDEV"
    case notDirectory = "ENOTDIR"
    case isDirectory = "EISDIR"
    case invalid = "EINVAL"
    case tableFull = "ENFILE"
    case tooManyFiles = "EMFILE"
    case fileTooBig = "EFBIG"
    case noSpace = "ENOSPC"
    case readOnly = "EROFS"
    case tooManyLinks = "EMLINK"
    case brokenPipe = "EPIPE"
    case nameTooLong = "ENAMETOOLONG"
    case notEmpty = "ENOTEMPTY"
    case loop = "ELOOP"
    case messageTooLong = "EMSGSIZE"
    case notSupported = "EOPNOTSUPP"
    case addressInUse = "EADDRINUSE"
    case addressNotAvailable = "EADDRNOTAVAIL"
    case networkDown = "ENETDOWN"
    case networkUnreachable = "ENETUNREACH"
    case connectionAborted = "ECONNABORTED"
    case connectionReset = "ECONNRESET"
    case noBuffers = "ENOBUFS"
    case timedOut = "ETIMEDOUT"
    case connectionRefused = "ECONNREFUSED"
    case hostDown = "EHOSTDOWN"
    case hostUnreachable = "EHOSTUNREACH"
    case stale = "ESTALE"
    case unclean = "EUCLEAN"
    case quota = "EDQUOT"

    /// The number from Linux, include/uapi/asm-generic/errno-base.h and errno.h, the same on x86 and ARM.
    package var number: Int {
        switch self {
        case .notPermitted: 1
        case .notFound: 2
        case .interrupted: 4
        case .inputOutput: 5
        case .badDescriptor: 9
        case .again: 11
        case .outOfMemory: 12
        case .accessDenied: 13
        case .busy: 16
        case .alreadyExists: 17
        case .crossesDevices: 18
        case .notDirectory: 20
        case .isDirectory: 21
        case .invalid: 22
        case .tableFull: 23
        case .tooManyFiles: 24
        case .fileTooBig: 27
        case .noSpace: 28
        case .readOnly: 30
        case .tooManyLinks: 31
        case .brokenPipe: 32
        case .nameTooLong: 36
        case .notEmpty: 39
        case .loop: 40
        case .messageTooLong: 90
        case .notSupported: 95
        case .addressInUse: 98
        case .addressNotAvailable: 99
        case .networkDown: 100
        case .networkUnreachable: 101
        case .connectionAborted: 103
        case .connectionReset: 104
        case .noBuffers: 105
        case .timedOut: 110
        case .connectionRefused: 111
        case .hostDown: 112
        case .hostUnreachable: 113
        case .stale: 116
        case .unclean: 117
        case .quota: 122
        }
    }

    /// The text of strerror(3) in lower case: the evidence if the kernel cannot be asked.
    package var text: String {
        switch self {
        case .notPermitted: "operation not permitted"
        case .notFound: "no such file or directory"
        case .interrupted: "interrupted system call"
        case .inputOutput: "input/output error"
        case .badDescriptor: "bad file descriptor"
        case .again: "resource temporarily unavailable"
        case .outOfMemory: "cannot allocate memory"
        case .accessDenied: "permission denied"
        case .busy: "device or resource busy"
        case .alreadyExists: "file exists"
        case .crossesDevices: "invalid cross-device link"
        case .notDirectory: "not a directory"
        case .isDirectory: "is a directory"
        case .invalid: "invalid argument"
        case .tableFull: "too many open files in system"
        case .tooManyFiles: "too many open files"
        case .fileTooBig: "file too large"
        case .noSpace: "no space left on device"
        case .readOnly: "read-only file system"
        case .tooManyLinks: "too many links"
        case .brokenPipe: "broken pipe"
        case .nameTooLong: "file name too long"
        case .notEmpty: "directory not empty"
        case .loop: "too many levels of symbolic links"
        case .messageTooLong: "message too long"
        case .notSupported: "operation not supported"
        case .addressInUse: "address already in use"
        case .addressNotAvailable: "cannot assign requested address"
        case .networkDown: "network is down"
        case .networkUnreachable: "network is unreachable"
        case .connectionAborted: "software caused connection abort"
        case .connectionReset: "connection reset by peer"
        case .noBuffers: "no buffer space available"
        case .timedOut: "connection timed out"
        case .connectionRefused: "connection refused"
        case .hostDown: "host is down"
        case .hostUnreachable: "no route to host"
        case .stale: "stale file handle"
        case .unclean: "structure needs cleaning"
        case .quota: "disk quota exceeded"
        }
    }

    /// The name for a number, or `errno-N`.
    package static func name(ofNumber number: Int) -> String {
        allCases.first { $0.number == number }?.rawValue ?? "errno-\(number)"
    }
}
