/// The effect of a fault of the node or the links on a run's world: how to make it, how to undo it, and what proves it.
///
/// It is data. The engine makes, undoes and proves the changes of all faults alike, and never asks which fault it
/// holds.
package struct WorldChange: Sendable {
    /// Made in this order, undone in the reverse order.
    package var steps: [Step]
    /// When it is in force; nil means from before the puller starts until the faults are lifted.
    package var times: Recurrence?
    /// The proofs that it took effect; one of them is enough.
    package var proofs: [Proof]
    /// How long a running daemon may not notice that the change is undone.
    package var daemonDelay: Duration
    /// The files of the node's root that the scripts write, by absolute path; the puller is not held to have done so.
    package var writes: [String]

    package init(
        _ steps: [Step], times: Recurrence? = nil, daemonDelay: Duration = .zero, writes: [String] = [],
        proofs: [Proof]
    ) {
        self.steps = steps
        self.times = times
        self.daemonDelay = daemonDelay
        self.writes = writes
        self.proofs = proofs
    }

    /// One step that is done and undone.
    package enum Step: Sendable, Equatable {
        /// Scripts for sh(1); see `ScriptVariable` for the variables that they may use.
        case script(Place, apply: String, undo: String)
        /// Binds these ports of the node, so that no program can use them.
        case heldPorts(PortProtocol, ClosedRange<Int>)
        /// The puller is told to pull something else.
        case reference(WrongReference)
        /// The puller's own configuration has a mistake.
        case configuration(ConfigurationMistake)
        /// The puller's store is damaged, and is not repaired.
        case store(StoreDamage)
        /// The storage, which is btrfs, has a quota of this many bytes.
        case quota(Int)
        /// The puller gets no more of the machine than this.
        case limit(ResourceLimit)
    }

    /// The limits among the steps.
    package var limits: [ResourceLimit] {
        steps.compactMap { if case .limit(let limit) = $0 { limit } else { nil } }
    }
}

/// What of the reference that the puller is told to pull is wrong; nil leaves a part as it is.
package struct WrongReference: Sendable, Equatable {
    /// As in `registry.test:5000`.
    package var registry: String?
    /// As in `library/demo`.
    package var repository: String?
    package var tag: String?

    package init(registry: String? = nil, repository: String? = nil, tag: String? = nil) {
        self.registry = registry
        self.repository = repository
        self.tag = tag
    }

    /// Both together; where both are wrong, this one counts.
    package func and(_ other: WrongReference) -> WrongReference {
        WrongReference(
            registry: registry ?? other.registry, repository: repository ?? other.repository, tag: tag ?? other.tag)
    }
}

/// Where a script of a change runs.
package enum Place: String, Sendable {
    /// The namespaces of the puller.
    case node
    /// The network namespace of the router, with the file systems of the node.
    case wire
}

/// Variables that the engine sets for the scripts of a change.
package enum ScriptVariable: String, Sendable, CaseIterable {
    /// The folder in which the puller stores everything; a file system of its own.
    case storage = "STORAGE"
    /// The device that leads from the node to the router.
    case nodeLink = "NODE_LINK"
    /// The other end of that link, at the router.
    case wireNodeLink = "WIRE_NODE_LINK"
    /// The router's devices, one per side.
    case wireLinks = "WIRE_LINKS"
    /// A folder in which scripts can leave notes for each other.
    case notes = "NOTES"
    /// A word that is unique among the faults of the run, for names and comments.
    case mark = "MARK"
}

/// Times at which a change is in force, counted from the start of the pull.
package struct Recurrence: Sendable, Equatable {
    /// When the first time begins.
    package var after: Duration
    /// How long each time lasts.
    package var lasting: Duration
    /// From the start of one time to the start of the next; nil for only one.
    package var every: Duration?

    package init(after: Duration, lasting: Duration, every: Duration? = nil) {
        self.after = after
        self.lasting = lasting
        self.every = every
    }

    /// When the n-th time begins, counted from 0; nil if there is none.
    package func start(_ number: Int) -> Duration? {
        number == 0 ? after : every.map { after + $0 * number }
    }
}

/// The world of a scenario without faults, to which undone changes return.
package struct HealthyWorld: Sendable, Equatable {
    /// The size of the puller's storage in bytes.
    package var storageSize: Int
    /// What the puller's storage is.
    package var storage: StorageKind
    /// The node's resolv.conf(5).
    package var resolver: ResolverConfiguration
    /// The bytes per second of the links, each way; nil for no limit.
    package var rate: Int?
    /// The largest IP packet that the router forwards; nil for 1500 bytes.
    package var mtu: Int?
    /// Whether the puller's password comes from a credential helper.
    package var hasCredentialHelper: Bool

    package init(
        storageSize: Int, storage: StorageKind = .tmpfs, resolver: ResolverConfiguration = ResolverConfiguration(),
        rate: Int? = nil, mtu: Int? = nil, hasCredentialHelper: Bool = false
    ) {
        self.storageSize = storageSize
        self.storage = storage
        self.resolver = resolver
        self.rate = rate
        self.mtu = mtu
        self.hasCredentialHelper = hasCredentialHelper
    }
}
