/// A system call by its name in the kernel, with its numbers: the calls that pullers make and faults may concern.
package enum SystemCall: String, Sendable, CaseIterable {
    case read
    case write
    case pread64
    case pwrite64
    case readv
    case writev
    case preadv
    case preadv2
    case pwritev
    case pwritev2
    case sendfile
    case splice
    case copyFileRange = "copy_file_range"
    case open
    case openat
    case openat2
    case creat
    case truncate
    case ftruncate
    case fallocate
    case fsync
    case fdatasync
    case syncFileRange = "sync_file_range"
    case syncfs
    case msync
    case flock
    case rename
    case renameat
    case renameat2
    case mkdir
    case mkdirat
    case mknod
    case mknodat
    case link
    case linkat
    case symlink
    case symlinkat
    case unlink
    case unlinkat
    case rmdir
    case chmod
    case fchmod
    case fchmodat
    case chown
    case fchown
    case lchown
    case fchownat
    case utimensat
    case setxattr
    case lsetxattr
    case fsetxattr
    case access
    case faccessat
    case faccessat2
    case statx
    case statfs
    case readlink
    case readlinkat
    case getdents64
    case socket
    case socketpair
    case connect
    case bind
    case listen
    case accept
    case accept4
    case sendto
    case sendmsg
    case sendmmsg
    case recvfrom
    case recvmsg
    case recvmmsg
    case setsockopt
    case getsockopt
    case shutdown
    case clone
    case clone3
    case fork
    case vfork
    case execve
    case execveat
    case mmap
    case mprotect
    case brk
    case memfdCreate = "memfd_create"
    case pipe
    case pipe2
    case dup3
    case eventfd2
    case epollCreate1 = "epoll_create1"
    case epollCtl = "epoll_ctl"
    case inotifyInit1 = "inotify_init1"
    case inotifyAddWatch = "inotify_add_watch"
    case pidfdOpen = "pidfd_open"
    case mount
    case umount2
    case pivotRoot = "pivot_root"
    case setns
    case unshare
    case fsopen
    case fsmount
    case fsconfig
    case moveMount = "move_mount"
    case mountSetattr = "mount_setattr"
    case ioctl
    case fcntl
    case prlimit64

    /// The architectures for which the numbers are known.
    package enum Architecture: Sendable, CaseIterable {
        case x86, arm

        /// The architecture of this program, or nil.
        package static var current: Architecture? {
            #if arch(x86_64)
            .x86
            #elseif arch(arm64)
            .arm
            #else
            nil
            #endif
        }
    }

    /// Nil if the architecture has no such call; there the C library makes another one.
    package func number(on architecture: Architecture) -> Int? {
        switch architecture {
        case .x86: numbers.x86
        case .arm: numbers.arm
        }
    }

    /// The name of the call with this number, or `call-N` if it is not in this table.
    package static func name(ofNumber number: Int, on architecture: Architecture?) -> String {
        let call = architecture.flatMap { architecture in
            allCases.first { $0.number(on: architecture) == number }
        }
        return call?.rawValue ?? "call-\(number)"
    }

    /// From arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of Linux.
    private var numbers: (x86: Int, arm: Int?) {
        switch self {
        case .read: (0, 63)
        case .write: (1, 64)
        case .pread64: (17, 67)
        case .pwrite64: (18, 68)
        case .readv: (19, 65)
        case .writev: (20, 66)
        case .preadv: (295, 69)
        case .preadv2: (327, 286)
        case .pwritev: (296, 70)
        case .pwritev2: (328, 287)
        case .sendfile: (40, 71)
        case .splice: (275, 76)
        case .copyFileRange: (326, 285)
        case .open: (2, nil)
        case .openat: (257, 56)
        case .openat2: (437, 437)
        case .creat: (85, nil)
        case .truncate: (76, 45)
        case .ftruncate: (77, 46)
        case .fallocate: (285, 47)
        case .fsync: (74, 82)
        case .fdatasync: (75, 83)
        case .syncFileRange: (277, 84)
        case .syncfs: (306, 267)
        case .msync: (26, 227)
        case .flock: (73, 32)
        case .rename: (82, nil)
        case .renameat: (264, 38)
        case .renameat2: (316, 276)
        case .mkdir: (83, nil)
        case .mkdirat: (258, 34)
        case .mknod: (133, nil)
        case .mknodat: (259, 33)
        case .link: (86, nil)
        case .linkat: (265, 37)
        case .symlink: (88, nil)
        case .symlinkat: (266, 36)
        case .unlink: (87, nil)
        case .unlinkat: (263, 35)
        case .rmdir: (84, nil)
        case .chmod: (90, nil)
        case .fchmod: (91, 52)
        case .fchmodat: (268, 53)
        case .chown: (92, nil)
        case .fchown: (93, 55)
        case .lchown: (94, nil)
        case .fchownat: (260, 54)
        case .utimensat: (280, 88)
        case .setxattr: (188, 5)
        case .lsetxattr: (189, 6)
        case .fsetxattr: (190, 7)
        case .access: (21, nil)
        case .faccessat: (269, 48)
        case .faccessat2: (439, 439)
        case .statx: (332, 291)
        case .statfs: (137, 43)
        case .readlink: (89, nil)
        case .readlinkat: (267, 78)
        case .getdents64: (217, 61)
        case .socket: (41, 198)
        case .socketpair: (53, 199)
        case .connect: (42, 203)
        case .bind: (49, 200)
        case .listen: (50, 201)
        case .accept: (43, 202)
        case .accept4: (288, 242)
        case .sendto: (44, 206)
        case .sendmsg: (46, 211)
        case .sendmmsg: (307, 269)
        case .recvfrom: (45, 207)
        case .recvmsg: (47, 212)
        case .recvmmsg: (299, 243)
        case .setsockopt: (54, 208)
        case .getsockopt: (55, 209)
        case .shutdown: (48, 210)
        case .clone: (56, 220)
        case .clone3: (435, 435)
        case .fork: (57, nil)
        case .vfork: (58, nil)
        case .execve: (59, 221)
        case .execveat: (322, 281)
        case .mmap: (9, 222)
        case .mprotect: (10, 226)
        case .brk: (12, 214)
        case .memfdCreate: (319, 279)
        case .pipe: (22, nil)
        case .pipe2: (293, 59)
        case .dup3: (292, 24)
        case .eventfd2: (290, 19)
        case .epollCreate1: (291, 20)
        case .epollCtl: (233, 21)
        case .inotifyInit1: (294, 26)
        case .inotifyAddWatch: (254, 27)
        case .pidfdOpen: (434, 434)
        case .mount: (165, 40)
        case .umount2: (166, 39)
        case .pivotRoot: (155, 41)
        case .setns: (308, 268)
        case .unshare: (272, 97)
        case .fsopen: (430, 430)
        case .fsmount: (432, 432)
        case .fsconfig: (431, 431)
        case .moveMount: (429, 429)
        case .mountSetattr: (442, 442)
        case .ioctl: (16, 29)
        case .fcntl: (72, 25)
        case .prlimit64: (302, 261)
        }
    }
}
