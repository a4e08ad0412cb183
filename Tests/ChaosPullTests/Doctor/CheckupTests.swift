import Faults
import Glibc
import Sandboxing
import Testing

@testable import ChaosPull

@Suite struct CheckupTests {
    @Test func aControllerIsThereInAVersion() {
        let check = Checkup.controlGroup(.processor, .success(.two))
        #expect(check.what == "cgroups: processor, for limits of the node")
        #expect(check.isThere && !check.isRequired && check.detail == "cpu of version 2")
        #expect(Checkup.controlGroup(.io, .success(.one)).detail == "blkio of version 1")
    }

    @Test func whereAControllerIsMissingTheReasonIsSaid() {
        let error = SandboxError(.refused, "no hierarchy of cgroups has the controller io")
        let check = Checkup.controlGroup(.io, .failure(error))
        #expect(check.what == "cgroups: io, for limits of the node" && !check.isThere && !check.isRequired)
        #expect(check.detail == "no hierarchy of cgroups has the controller io; runs that need it are skipped")
    }

    @Test(arguments: [
        (
            StorageKind.ext4, nil as String?, [] as [String],
            "mkfs.ext4 is not installed; run apt-get install e2fsprogs" as String?
        ),
        (.xfs, nil, [], "mkfs.xfs is not installed; run apt-get install xfsprogs"),
        (.btrfs, nil, [], "mkfs.btrfs is not installed; run apt-get install btrfs-progs"),
        (
            .ext4, "/sbin/mkfs.ext4", ["/dev/fuse"],
            "/dev/fuse cannot be opened; run 'modprobe fuse', or give the container the device"
        ),
        (
            .ext4, "/sbin/mkfs.ext4", ["/dev/loop-control"],
            "/dev/loop-control cannot be opened; run 'modprobe loop', or give the container the device"
        ),
        (.ext4, "/sbin/mkfs.ext4", [], nil),
    ])
    func whatADiskLacksIsSaid(kind: StorageKind, maker: String?, missing: [String], objection: String?) {
        #expect(Checkup.diskObjection(kind, maker: maker, missing: missing) == objection)
    }

    /// On a machine that has all of it, as those that run these tests as root.
    @Test(.enabled(if: geteuid() == 0, "needs root")) func whatIsThereIsFound() async throws {
        let calls = await Checkup.heldCalls()
        #expect(calls.isThere && calls.detail == "one was made to fail", "\(calls.detail)")
        for kind in StorageKind.allCases where Tool.path(of: "mkfs.\(kind.rawValue)") != nil {
            let disk = await Checkup.disk(kind)
            #expect(disk.isThere && disk.detail.hasPrefix("made, mounted and gone in "), "\(disk.detail)")
        }
    }
}
