import SystemCalls

/// Where a system call says which file it is about.
enum PathPlace: Equatable {
    /// The argument is the descriptor of the file.
    case descriptor(Int)
    /// The argument is the path.
    case path(Int)
    /// Two arguments: the folder that a relative path starts from, and the path.
    case pathAt(Int, Int)
}

extension SystemCall {
    /// The places by the manual page of each call; the new name of a file before the old one.
    var paths: [PathPlace] {
        switch self {
        case .read, .pread64, .readv, .preadv, .preadv2, .write, .pwrite64, .writev, .pwritev, .pwritev2, .sendfile,
            .ftruncate, .fallocate, .fsync, .fdatasync, .syncFileRange, .syncfs, .flock, .fchmod, .fchown, .fsetxattr,
            .getdents64:
            [.descriptor(0)]
        case .copyFileRange, .splice: [.descriptor(2)]
        case .open, .creat, .truncate, .mkdir, .mknod, .unlink, .rmdir, .chmod, .chown, .lchown, .setxattr, .lsetxattr,
            .access, .statfs, .readlink, .umount2, .execve:
            [.path(0)]
        case .openat, .openat2, .mkdirat, .mknodat, .unlinkat, .fchmodat, .fchownat, .utimensat, .faccessat,
            .faccessat2, .statx, .readlinkat, .execveat:
            [.pathAt(0, 1)]
        case .rename, .link: [.path(1), .path(0)]
        case .renameat, .renameat2, .linkat: [.pathAt(2, 3), .pathAt(0, 1)]
        case .symlink, .mount: [.path(1)]
        case .symlinkat: [.pathAt(1, 2)]
        case .moveMount: [.pathAt(2, 3)]
        default: []
        }
    }
}
