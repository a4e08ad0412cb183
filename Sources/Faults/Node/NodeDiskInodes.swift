import SystemCalls

/// Leaves the puller's storage few inodes: there is space for bytes, and none for files.
///
/// A daemon needs some to start. With `once` they go when it already runs.
package struct NodeDiskInodes: NodeFault {
    package static let name = "node.disk-inodes"
    package static let summary = "leave the file system under the puller's storage few free inodes"
    static let free = Parameter("free", .integer(in: 0...1_000_000), "how many files and folders can still be made")
    package static let parameters: [any ParameterDeclaration] = [free]

    private let free: Int

    package init(_ fields: Fields) throws(LanguageError) {
        free = try fields.value(of: Self.free)
    }

    /// xfs and btrfs make inodes as they need them (xfs(5), btrfs(5)).
    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard [.xfs, .btrfs].contains(world.storage) else { return nil }
        return FaultObjection(
            "fault", "\(world.storage.rawValue) makes inodes as it needs them; expected ext4 or tmpfs")
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        let (apply, undo) =
            world.storage.hasDisk
            ? (Self.take(allBut: free), #"rm -rf "$STORAGE/.$MARK""#)
            : (Self.leave(free), #"mount -o remount,nr_inodes=0 "$STORAGE""#)
        return WorldChange(
            [.script(.node, apply: apply, undo: undo)],
            proofs: [.failedCall([FailedCallFilter(.noSpace)])]
        )
    }

    /// A neighbour makes empty files until few inodes are left; its folder is one more.
    private static func take(allBut free: Int) -> String {
        """
        mkdir -p "$STORAGE/.$MARK"
        count=$(($(stat -f -c %d "$STORAGE") - \(free)))
        cd "$STORAGE/.$MARK"
        [ $count -le 0 ] || seq $count | xargs touch
        """
    }

    /// tmpfs counts inodes against `nr_inodes`, of which 0 is no limit (tmpfs(5)).
    ///
    /// It takes no number below those in use, which may grow while they are counted.
    private static func leave(_ free: Int) -> String {
        ShellLoop.until(
            """
            used=$(df -i "$STORAGE" | awk 'END { print $3 }')
            mount -o remount,nr_inodes=$((used + \(free))) "$STORAGE" 2>/dev/null
            """, most: 100, problem: "the storage holds $used inodes and gets more")
    }
}

extension InjectedFault {
    /// Leaves the puller's storage few free inodes: `node.disk-inodes`.
    ///
    /// - Parameter free: how many files and folders can still be made, 0 to 1,000,000.
    public static func nodeDiskInodes(free: Int) -> InjectedFault {
        InjectedFault(NodeDiskInodes.self, NodeDiskInodes.free(free))
    }
}
