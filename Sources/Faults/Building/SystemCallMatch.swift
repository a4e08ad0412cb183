import SystemCalls

/// The system calls that a fault meets: what they do, where, and who makes them.
public struct SystemCallMatch: Sendable {
    /// What a system call does, by the name of one that does it; each covers the others that do the same.
    public enum Call: String, Sendable, CaseIterable {
        /// Opens or makes a file: open, openat, openat2, creat.
        case openat
        /// Reads on in a file: read, readv.
        case read
        /// Reads at a place in a file, as databases do: pread64, preadv, preadv2.
        case pread64
        /// Puts more bytes into a file: write, writev, and sendfile, splice and copy_file_range by which they get there
        /// unseen.
        case write
        /// Puts bytes at a place in a file, as databases do: pwrite64, pwritev, pwritev2.
        case pwrite64
        /// Has a file written to the disk.
        case fsync
        /// Has a file's bytes written to the disk, as databases do.
        case fdatasync
        /// Has a whole file system written to the disk.
        case syncfs
        /// Sets the length of a file: ftruncate, truncate.
        case ftruncate
        /// Reserves room for a file.
        case fallocate
        /// Gives a file another name: rename, renameat, renameat2.
        case rename
        /// Makes a folder: mkdir, mkdirat.
        case mkdir
        /// Removes a folder: rmdir, and unlinkat that is told so.
        case rmdir
        /// Removes a file: unlink, unlinkat.
        case unlink
        /// Gives a file one more name: link, linkat.
        case link
        /// Makes a symbolic link: symlink, symlinkat.
        case symlink
        /// Makes a device or another special file: mknod, mknodat.
        case mknod
        /// Sets the mode of a file: chmod, fchmod, fchmodat.
        case chmod
        /// Sets the owner of a file: chown, lchown, fchown, fchownat.
        case chown
        /// Sets the times of a file.
        case utimensat
        /// Sets an extended attribute: setxattr, lsetxattr, fsetxattr.
        case setxattr
        /// Lists a folder.
        case getdents64
        /// Mounts a file system: mount, move_mount.
        case mount
        /// Unmounts a file system.
        case umount2
        /// Executes a program: execve, execveat.
        case execve
        /// Starts a thread or a process: clone, clone3, fork, vfork.
        case clone
        /// Starts a process and no thread: the same calls.
        case fork
        /// Makes a socket.
        case socket
        /// Connects a socket.
        case connect
    }

    let element: Element

    /// Matches calls by what they do.
    ///
    /// - Parameters:
    ///   - call: what they do.
    ///   - folder: the folder of the node in which the file is, as an absolute path, or `storage` for the puller's
    ///     storage, as in `storage/docker`; nil for any file.
    ///   - program: the name of the process, at most 15 characters, as in `docker-untar`; nil for any.
    public init(_ call: Call, below folder: String? = nil, program: String? = nil) {
        element = Element([
            "call": Element(call.rawValue), "below": folder.map { Element($0) },
            "program": program.map { Element(quoted: $0) },
        ])
    }

    /// A name of a process (TASK_COMM_LEN of Linux, include/linux/sched.h, without its end).
    package static let programRule = TextRule(1...15, "printable characters of ASCII", [" "..."~"])
}

extension SystemCallMatch.Call {
    /// The calls of the kernel that it covers.
    package var calls: Set<SystemCall> {
        switch self {
        case .openat: [.open, .openat, .openat2, .creat]
        case .read: [.read, .readv]
        case .pread64: [.pread64, .preadv, .preadv2]
        case .write: [.write, .writev, .sendfile, .splice, .copyFileRange]
        case .pwrite64: [.pwrite64, .pwritev, .pwritev2]
        case .fsync: [.fsync]
        case .fdatasync: [.fdatasync]
        case .syncfs: [.syncfs]
        case .ftruncate: [.ftruncate, .truncate]
        case .fallocate: [.fallocate]
        case .rename: [.rename, .renameat, .renameat2]
        case .mkdir: [.mkdir, .mkdirat]
        case .rmdir: [.rmdir, .unlinkat]
        case .unlink: [.unlink, .unlinkat]
        case .link: [.link, .linkat]
        case .symlink: [.symlink, .symlinkat]
        case .mknod: [.mknod, .mknodat]
        case .chmod: [.chmod, .fchmod, .fchmodat]
        case .chown: [.chown, .lchown, .fchown, .fchownat]
        case .utimensat: [.utimensat]
        case .setxattr: [.setxattr, .lsetxattr, .fsetxattr]
        case .getdents64: [.getdents64]
        case .mount: [.mount, .moveMount]
        case .umount2: [.umount2]
        case .execve: [.execve, .execveat]
        case .clone, .fork: [.clone, .clone3, .fork, .vfork]
        case .socket: [.socket]
        case .connect: [.connect]
        }
    }

    /// Whether such a call is about a file, so that it can be told where.
    package var isAboutFiles: Bool { ![.clone, .fork, .socket, .connect].contains(self) }

    /// Whether it covers a call that was made so.
    package func covers(_ call: SystemCall, _ variant: SystemCallFacts.Variant?) -> Bool {
        guard calls.contains(call) else { return false }
        return switch self {
        case .rmdir: call == .rmdir || variant == .removesFolder
        case .unlink: variant != .removesFolder
        case .fork: variant != .startsThread
        default: true
        }
    }
}
