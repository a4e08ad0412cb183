/// Lets the puller and its daemon have few processes.
///
/// Threads count. Those that are already there stay, however many they are.
package struct NodeProcesses: NodeFault {
    package static let name = "node.processes"
    package static let summary = "limit the number of processes and threads of the puller and its daemon"
    static let most = Parameter(
        "most", .integer(in: 1...1_000_000), "how many processes and threads they have together")
    package static let parameters: [any ParameterDeclaration] = [most]

    private let most: Int

    package init(_ fields: Fields) throws(LanguageError) {
        most = try fields.value(of: Self.most)
    }

    package var slots: [Slot] { [Slot("the puller's processes")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange([.limit(.processes(most))], proofs: [.limit(.processes)])
    }
}

extension InjectedFault {
    /// Limits the number of processes and threads of the puller and its daemon: `node.processes`.
    ///
    /// - Parameter most: how many they have together, 1 to 1,000,000.
    public static func nodeProcesses(most: Int) -> InjectedFault {
        InjectedFault(NodeProcesses.self, NodeProcesses.most(most))
    }
}
