/// Limits what the puller and its daemon read of the storage's disk and write to it in a second.
///
/// With version 1 of cgroups, writing is limited where a program waits for the disk (`fsync`, `O_DIRECT`). What it leaves
/// to the kernel to be written later is nobody's there, and has no limit.
package struct NodeIO: NodeFault {
    package static let name = "node.io"
    package static let summary = "limit what the puller and its daemon read and write of the storage's disk in a second"
    static let rate = Parameter(
        "rate", .size(in: 64 << 10...1 << 30), "bytes a second each way, for all of their processes together")
    package static let parameters: [any ParameterDeclaration] = [rate]

    private let rate: Int

    package init(_ fields: Fields) throws(LanguageError) {
        rate = try fields.value(of: Self.rate)
    }

    package var slots: [Slot] { [Slot("the rate of the puller's disk")] }
    package var needsDisk: Bool { true }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange([.limit(.disk(rate))], proofs: [.limit(.disk)])
    }
}

extension InjectedFault {
    /// Limits what the puller and its daemon read and write of the storage's disk in a second: `node.io`.
    ///
    /// - Parameter rate: bytes a second each way, 64 KiB to 1 GiB, for all of their processes together.
    public static func nodeIO(rate: Int) -> InjectedFault {
        InjectedFault(NodeIO.self, NodeIO.rate(rate))
    }
}
