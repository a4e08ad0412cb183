import SystemCalls

/// Lets each process of the puller and its daemon have few open files (RLIMIT_NOFILE, getrlimit(2)).
///
/// A program that is started has it as its hard limit too, as Go raises the soft one to that. With `once` a program that
/// already runs has it as its soft limit; files that are already open stay open, and what it starts later may have the
/// limit from before, as Go gives it back to children.
package struct NodeOpenFiles: NodeFault {
    package static let name = "node.open-files"
    package static let summary = "limit the open files of each process of the puller and its daemon"
    static let most = Parameter(
        "most", .integer(in: 4...1_000_000), "how many files each process has open, sockets among them")
    package static let parameters: [any ParameterDeclaration] = [most]

    private let most: Int

    package init(_ fields: Fields) throws(LanguageError) {
        most = try fields.value(of: Self.most)
    }

    package var slots: [Slot] { [Slot("the puller's open files")] }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange([.limit(.openFiles(most))], proofs: [.failedCall([FailedCallFilter(.tooManyFiles)])])
    }
}

extension InjectedFault {
    /// Limits the open files of each process of the puller and its daemon: `node.open-files`.
    ///
    /// - Parameter most: how many each process has open, 4 to 1,000,000.
    public static func nodeOpenFiles(most: Int) -> InjectedFault {
        InjectedFault(NodeOpenFiles.self, NodeOpenFiles.most(most))
    }
}
