import Disks
import Faults
import Glibc
import Sandboxing

extension Checkup {
    /// Whether a disk with a file system can be made, by making and mounting one.
    static func disk(_ kind: StorageKind) async -> Checkup {
        let objection = diskObjection(
            kind, maker: kind.maker.flatMap { Tool.path(of: $0) },
            missing: ["/dev/fuse", "/dev/loop-control"].filter { access($0, R_OK | W_OK) != 0 })
        if let objection { return Checkup(what(kind), isThere: false, isRequired: false, objection) }
        do {
            let took = try await ContinuousClock().measure {
                try await withDisk(kind, size: kind.smallest) { disk in
                    let loop = try disk.attach()
                    var plan = SandboxPlan.smallest
                    plan.storageDevice = kind.device(loop)
                    try await withSandbox(plan) { _ in }
                }
            }
            return Checkup(what(kind), isThere: true, isRequired: false, "made, mounted and gone in \(took.formatted)")
        } catch {
            return Checkup(
                what(kind), isThere: false, isRequired: false,
                "\(error); use a kernel with fuse, loop and \(kind.rawValue), for example by 'modprobe -a fuse loop \(kind.rawValue)'"
            )
        }
    }

    /// What a disk lacks, and how to get it; nil for nothing.
    ///
    /// - Parameters:
    ///   - maker: the path of the program that makes the file system; nil if it is not installed.
    ///   - missing: devices that cannot be opened.
    static func diskObjection(_ kind: StorageKind, maker: String?, missing: [String]) -> String? {
        if let device = missing.first {
            let module = device == "/dev/fuse" ? "fuse" : "loop"
            return "\(device) cannot be opened; run 'modprobe \(module)', or give the container the device"
        }
        guard maker == nil else { return nil }
        return "\(kind.maker ?? kind.rawValue) is not installed; run apt-get install \(kind.package)"
    }

    private static func what(_ kind: StorageKind) -> String {
        kind == .ext4 ? "disk with ext4, for disk.*" : "disk with \(kind.rawValue)"
    }
}

extension StorageKind {
    /// The package of Debian with the program that makes it.
    fileprivate var package: String {
        switch self {
        case .tmpfs, .ext4: "e2fsprogs"
        case .xfs: "xfsprogs"
        case .btrfs: "btrfs-progs"
        }
    }
}

extension SandboxPlan {
    /// Without addresses and files.
    static var smallest: SandboxPlan {
        SandboxPlan(node: [], nodeGateways: [], net: [], netGateways: [], storageSize: 1 << 20)
    }
}
