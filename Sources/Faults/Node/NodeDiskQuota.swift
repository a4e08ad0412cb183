import SystemCalls

/// Limits how much the puller's storage may hold by a quota, while the disk has space.
package struct NodeDiskQuota: NodeFault {
    package static let name = "node.disk-quota"
    package static let summary = "limit what the puller's storage may hold by a quota of btrfs"
    static let size = Parameter("size", .size(in: 1 << 20...Units.largestSize), "of all files together")
    package static let parameters: [any ParameterDeclaration] = [size]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
    }

    package var needsDisk: Bool { true }

    package func objection(in world: HealthyWorld) -> FaultObjection? {
        guard world.storage != .btrfs else { return nil }
        return FaultObjection("fault", "only btrfs has quotas in every kernel; expected 'disk: btrfs' in 'node'")
    }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange([.quota(size)], proofs: [.failedCall([FailedCallFilter(.quota)])])
    }
}

extension InjectedFault {
    /// Limits what the puller's storage may hold by a quota: `node.disk-quota`.
    ///
    /// - Parameter size: of all files together, in bytes, 1 MiB or more.
    public static func nodeDiskQuota(size: Int) -> InjectedFault {
        InjectedFault(NodeDiskQuota.self, NodeDiskQuota.size(size))
    }
}
