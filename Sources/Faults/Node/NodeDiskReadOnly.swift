import SystemCalls

/// Makes the file system under the puller's storage read-only, as the kernel does when it finds an error in it.
///
/// Files that are open for writing are no obstacle to that. It stays so until the file system is mounted again, as
/// by a restart of the machine, which is what lifting the fault does.
package struct NodeDiskReadOnly: NodeFault {
    package static let name = "node.disk-read-only"
    package static let summary = "make the file system under the puller's storage read-only, as an error in it does"

    package init(_ fields: Fields) {}

    package var needsDisk: Bool { true }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard world.storage != .ext4 else { return nil }
        return FaultObjection(
            "fault", "only ext4 can be told that it has an error; expected 'disk: ext4' in 'node', or no 'disk'")
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [.script(.node, apply: Self.trigger, undo: "true")], proofs: [.failedCall([FailedCallFilter(.readOnly)])])
    }

    /// `trigger_fs_error` (Linux, Documentation/ABI/testing/sysfs-fs-ext4) with the mount option `errors=remount-ro`.
    private static let trigger = """
        device=$(awk -v storage="$STORAGE" '$5 == storage { print $(NF - 1) }' /proc/self/mountinfo | tail -n 1)
        echo 1 >"/sys/fs/ext4/${device##*/}/trigger_fs_error"
        """
}

extension InjectedFault {
    /// Makes the file system under the puller's storage read-only: `node.disk-read-only`.
    public static func nodeDiskReadOnly() -> InjectedFault { InjectedFault(NodeDiskReadOnly.self) }
}
