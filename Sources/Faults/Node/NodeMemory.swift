/// Gives the puller and its daemon little memory.
///
/// The kernel kills a process of them where it cannot reclaim enough. Files on a storage in memory count, as nothing
/// else can take them. A daemon needs some to start; with `once` the limit comes when it already runs, and is then no
/// lower than what the puller has.
package struct NodeMemory: NodeFault {
    package static let name = "node.memory"
    package static let summary = "limit the memory of the puller and its daemon, with the files of a storage in memory"
    static let limit = Parameter(
        "limit", .size(in: 1 << 20...Units.largestSize), "what all of their processes may have together")
    package static let parameters: [any ParameterDeclaration] = [limit]

    private let limit: Int

    package init(_ fields: Fields) throws(LanguageError) {
        limit = try fields.value(of: Self.limit)
    }

    package var slots: [Slot] { [Slot("the puller's memory")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange([.limit(.memory(limit))], proofs: [.limit(.memory)])
    }
}

extension InjectedFault {
    /// Limits the memory of the puller and its daemon: `node.memory`.
    ///
    /// - Parameter limit: in bytes, 1 MiB or more, for all of their processes together.
    public static func nodeMemory(limit: Int) -> InjectedFault {
        InjectedFault(NodeMemory.self, NodeMemory.limit(limit))
    }
}
