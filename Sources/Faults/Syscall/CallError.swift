import SystemCalls

/// How a system call can be made to fail, by its name in errno(3).
public enum CallError: String, Sendable, CaseIterable {
    /// The process may not do it.
    case notPermitted = "EPERM"
    /// There is no such file.
    case notFound = "ENOENT"
    /// A signal came meanwhile; the caller is to try again.
    case interrupted = "EINTR"
    /// The disk does not do it.
    case inputOutput = "EIO"
    /// Not now: for a new process, there are too many.
    case again = "EAGAIN"
    /// There is no memory for it.
    case outOfMemory = "ENOMEM"
    /// The mode of a file or a security module forbids it.
    case accessDenied = "EACCES"
    /// Somebody else uses it.
    case busy = "EBUSY"
    /// The file is there already.
    case alreadyExists = "EEXIST"
    /// Both names are not on one file system.
    case crossesDevices = "EXDEV"
    /// A part of the path is no folder.
    case notDirectory = "ENOTDIR"
    /// The kernel does not take such arguments.
    case invalid = "EINVAL"
    /// The machine has too many open files.
    case tableFull = "ENFILE"
    /// The process has too many open files.
    case tooManyFiles = "EMFILE"
    /// The file would be larger than it may be.
    case fileTooBig = "EFBIG"
    /// The disk is full.
    case noSpace = "ENOSPC"
    /// The file system can only be read.
    case readOnly = "EROFS"
    /// The file has too many names.
    case tooManyLinks = "EMLINK"
    /// The name is too long.
    case nameTooLong = "ENAMETOOLONG"
    /// The folder is not empty.
    case notEmpty = "ENOTEMPTY"
    /// Too many symbolic links lead on.
    case loop = "ELOOP"
    /// The file system cannot do it.
    case notSupported = "EOPNOTSUPP"
    /// No port is free.
    case addressNotAvailable = "EADDRNOTAVAIL"
    /// There is no route.
    case networkUnreachable = "ENETUNREACH"
    /// The network has no memory for it.
    case noBuffers = "ENOBUFS"
    /// The other end did not answer.
    case timedOut = "ETIMEDOUT"
    /// Nobody listens there.
    case connectionRefused = "ECONNREFUSED"
    /// No router reaches the host.
    case hostUnreachable = "EHOSTUNREACH"
    /// The file is no longer on the server.
    case stale = "ESTALE"
    /// The file system is damaged.
    case unclean = "EUCLEAN"
    /// The user has used up the quota.
    case quota = "EDQUOT"

    package var error: SystemError {
        switch self {
        case .notPermitted: .notPermitted
        case .notFound: .notFound
        case .interrupted: .interrupted
        case .inputOutput: .inputOutput
        case .again: .again
        case .outOfMemory: .outOfMemory
        case .accessDenied: .accessDenied
        case .busy: .busy
        case .alreadyExists: .alreadyExists
        case .crossesDevices: .crossesDevices
        case .notDirectory: .notDirectory
        case .invalid: .invalid
        case .tableFull: .tableFull
        case .tooManyFiles: .tooManyFiles
        case .fileTooBig: .fileTooBig
        case .noSpace: .noSpace
        case .readOnly: .readOnly
        case .tooManyLinks: .tooManyLinks
        case .nameTooLong: .nameTooLong
        case .notEmpty: .notEmpty
        case .loop: .loop
        case .notSupported: .notSupported
        case .addressNotAvailable: .addressNotAvailable
        case .networkUnreachable: .networkUnreachable
        case .noBuffers: .noBuffers
        case .timedOut: .timedOut
        case .connectionRefused: .connectionRefused
        case .hostUnreachable: .hostUnreachable
        case .stale: .stale
        case .unclean: .unclean
        case .quota: .quota
        }
    }
}
