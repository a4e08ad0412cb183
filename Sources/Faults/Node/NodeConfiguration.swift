/// Puts a mistake into the puller's own configuration file; its daemon is started with it, and again with the right one.
package struct NodeConfiguration: NodeFault {
    package static let name = "node.configuration"
    package static let summary = "start the puller with a mistake in its own configuration file"
    static let mistake = Parameter(
        "mistake", .word(ConfigurationMistake.self, called: "mistake"),
        "proxy: nothing listens there; mirror: a host in the registry's place that does not exist; certificate: one for "
            + "the registry that cannot be used; storage-driver: one that does not work here; dns, mtu: those of "
            + "containers, which are not about pulls. A puller whose file has no such option is skipped")
    package static let parameters: [any ParameterDeclaration] = [mistake]

    /// What is wrong.
    package let mistake: ConfigurationMistake

    package init(_ fields: Fields) throws(LanguageError) { mistake = try fields.value(of: Self.mistake) }

    package var slots: [Slot] { [Slot("the puller's configuration")] }
    package var isMadeWhileStopped: Bool { true }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [.configuration(mistake)],
            proofs: [.counter(.node, script: Self.reads, unit: "files with the mistake were read", from: .change)])
    }

    /// The engine writes down which files have the mistake, and gives them a time of access of 1970, which the kernel
    /// changes with the first access (mount(8), `relatime`).
    private static let reads = """
        while read -r file; do [ "$(stat -c %X "$file" || echo 0)" -gt 86400 ] && echo 1; done \
        <"$NOTES/$MARK.seen" 2>/dev/null
        """
}

extension InjectedFault {
    /// Starts the puller with a mistake in its own configuration file: `node.configuration`.
    ///
    /// - Parameter mistake: what is wrong.
    public static func nodeConfiguration(_ mistake: ConfigurationMistake) -> InjectedFault {
        InjectedFault(NodeConfiguration.self, NodeConfiguration.mistake(mistake))
    }
}
