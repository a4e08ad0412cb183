import SystemCalls

/// Gives the folder for temporary files (`TMPDIR`) a small file system of its own, while the storage has space.
///
/// podman and buildah keep the layers that they download there.
package struct NodeTmpFull: NodeFault {
    package static let name = "node.tmp-full"
    package static let summary = "make the file system under the folder for temporary files small"
    static let size = Parameter("size", .size(in: 4 << 10...Units.largestSize), "of the file system")
    package static let parameters: [any ParameterDeclaration] = [size]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [
                .script(
                    .node, apply: #"mount -t tmpfs -o mode=1777,size=\#(size) chaospull "$STORAGE/tmp""#,
                    undo: #"umount -l "$STORAGE/tmp""#)
            ],
            proofs: [.failedCall([FailedCallFilter(.noSpace)])])
    }
}

extension InjectedFault {
    /// Makes the file system under the folder for temporary files small: `node.tmp-full`.
    ///
    /// - Parameter size: of the file system, in bytes, 4 KiB or more.
    public static func nodeTmpFull(size: Int) -> InjectedFault {
        InjectedFault(NodeTmpFull.self, NodeTmpFull.size(size))
    }
}
