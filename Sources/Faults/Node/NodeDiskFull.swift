import SystemCalls

/// Gives the puller's storage a file system that is too small for the image.
package struct NodeDiskFull: NodeFault {
    package static let name = "node.disk-full"
    package static let summary = "make the file system under the puller's storage small"
    static let size = Parameter("size", .size(in: 1 << 20...Units.largestSize), "of the file system")
    static let freedAfter = Parameter(
        "freed-after", .duration(in: .milliseconds(100) ... .seconds(600)), otherwise: "when the faults are lifted",
        "how long after the pull began there is space again")
    package static let parameters: [any ParameterDeclaration] = [size, freedAfter]

    private let size: Int
    private let freedAfter: Duration?

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
        freedAfter = try fields.value(of: Self.freedAfter)
    }

    package var slots: [Slot] { [Slot("the size of the node's storage")] }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard size >= world.storageSize else { return nil }
        return FaultObjection(
            "size",
            "the node's storage has \(Units.text(bytes: world.storageSize)) without this fault; expected less than that"
        )
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        let (apply, undo) =
            world.storage.hasDisk
            ? (DiskFiller.shrink(to: size), DiskFiller.free)
            : (Self.shrink(to: size), Self.resize(to: world.storageSize))
        return WorldChange(
            [.script(.node, apply: apply, undo: undo)],
            times: freedAfter.map { Recurrence(after: .zero, lasting: $0) },
            proofs: [.failedCall([FailedCallFilter(.noSpace)])]
        )
    }

    /// tmpfs takes another size while it is in use (tmpfs(5)), but none that is smaller than what it holds.
    private static func resize(to bytes: Int) -> String { "mount -o remount,size=\(bytes) \"$STORAGE\"" }

    /// What is full already stays as full as it is; it may fill while it is measured.
    private static func shrink(to bytes: Int) -> String {
        ShellLoop.until(
            """
            \(resize(to: bytes)) 2>/dev/null || {
                used=$(df -k "$STORAGE" | awk 'END { print $3 }')
                mount -o remount,size=${used}k "$STORAGE" 2>/dev/null
            }
            """, most: 100, problem: "the storage holds $used KiB and fills")
    }
}

extension InjectedFault {
    /// Makes the file system under the puller's storage small: `node.disk-full`.
    ///
    /// - Parameters:
    ///   - size: of the file system, in bytes, 1 MiB or more.
    ///   - freedAfter: how long after the pull began there is space again; nil for when the faults are lifted.
    public static func nodeDiskFull(size: Int, freedAfter: Duration? = nil) -> InjectedFault {
        InjectedFault(NodeDiskFull.self, NodeDiskFull.size(size), NodeDiskFull.freedAfter(freedAfter))
    }
}
