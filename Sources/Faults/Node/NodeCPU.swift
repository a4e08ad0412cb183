/// Gives the puller and its daemon little processor time.
///
/// In each tenth of a second they run until their share is used up, and then wait for the next.
package struct NodeCPU: NodeFault {
    package static let name = "node.cpu"
    package static let summary = "limit the processor time of the puller and its daemon"
    static let share = Parameter(
        "share", .percentage(in: 0.01...1), "of one processor, for all of their processes together")
    package static let parameters: [any ParameterDeclaration] = [share]

    private let share: Double

    package init(_ fields: Fields) throws(LanguageError) {
        share = try fields.value(of: Self.share)
    }

    package var slots: [Slot] { [Slot("the puller's processor time")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange([.limit(.processor(share))], proofs: [.limit(.processor)])
    }
}

extension InjectedFault {
    /// Limits the processor time of the puller and its daemon: `node.cpu`.
    ///
    /// - Parameter share: of one processor, 0.01 to 1, for all of their processes together.
    public static func nodeCPU(share: Double) -> InjectedFault {
        InjectedFault(NodeCPU.self, NodeCPU.share(share))
    }
}
