/// Damages the puller's store between two pulls, with the daemon stopped.
package struct NodeStore: NodeFault {
    package static let name = "node.store"
    package static let summary = "damage the puller's store between two pulls, with its daemon stopped"
    static let damage = Parameter(
        "damage", .word(StoreDamage.self, called: "damage"),
        "what happens to one file that the puller reads about its store, never content: truncated to half, emptied, one "
            + "bit flipped, deleted, or older, put back as it was before the earlier pull. layer-deleted: the folder of "
            + "an unpacked layer is gone; stale-lock: the file with the daemon's process id has another process's; "
            + "stale-socket: its sockets are there. The seed chooses which")
    package static let parameters: [any ParameterDeclaration] = [damage]

    private let damage: StoreDamage

    package init(_ fields: Fields) throws(LanguageError) { damage = try fields.value(of: Self.damage) }

    package var slots: [Slot] { [Slot("the puller's store")] }
    package var isMadeWhileStopped: Bool { true }
    package var isOfEarlierPull: Bool { !damage.isAbrupt }

    package func change(of world: HealthyWorld) -> WorldChange {
        WorldChange(
            [.store(damage)],
            proofs: [
                .counter(.node, script: Self.meetings, unit: "of what was damaged met by the puller", from: .change)
            ])
    }

    /// Whether the puller has met what the engine has damaged.
    ///
    /// The engine notes its number (inode) and path, with a time of access of 1970, which the kernel changes with the
    /// first access (mount(8), `relatime`). `new` is a file that was deleted; `lost` one that the daemon
    /// reads at each start, or a layer, which every pull of its image meets, since success says that it is there.
    private static let meetings = """
        while read -r number file; do
            now=$(stat -c '%X %i' "$file" 2>/dev/null || echo gone)
            if [ "$number" = lost ]; then echo 1; continue; fi
            if [ "$number" = new ]; then [ "$now" = gone ] || echo 1; continue; fi
            [ "$now" != gone ] && [ "${now% *}" -le 86400 ] && [ "${now#* }" = "$number" ] || echo 1
        done <"$NOTES/$MARK.seen" 2>/dev/null
        """
}

extension InjectedFault {
    /// Damages the puller's store between two pulls: `node.store`.
    ///
    /// - Parameter damage: what has happened to it.
    public static func nodeStore(_ damage: StoreDamage) -> InjectedFault {
        InjectedFault(NodeStore.self, NodeStore.damage(damage))
    }
}
