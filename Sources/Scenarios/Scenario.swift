import Faults
import ImageContent

/// A scenario: the world of a pull, what goes wrong in it, and what a good puller does.
public struct Scenario: Sendable {
    /// The file's name without folder and extension, as in `udp-loss`.
    public let name: String
    /// The text of the file, which a run stores in its folder; the path of an image on disk is absolute in it.
    public let source: String
    /// One line for people.
    public let title: String
    /// A longer description; empty by default.
    public let description: String
    /// The causes in real life, as in `udp-packet-loss`.
    public let causes: [String]
    /// Reports of the real problem, as in `docker/for-linux#3`.
    public let see: [String]
    /// The clauses of specifications that it asks about; a puller meets each if it behaves as expected.
    public let clauses: [Clause]
    /// The image that is pulled.
    public let image: ImageRecipe
    /// The image that is served in the place of a synthetic one; nil for none, and where it was not read.
    package let layout: LayoutImage?
    /// The settings of the registry, apart from faults.
    package let registry: RegistrySettings
    /// The settings of the machine that pulls, apart from faults.
    package let node: NodeSettings
    /// The network between node and services, apart from faults.
    package let network: NetworkSettings
    /// How often the image is asked for.
    package let pulls: PullSettings
    /// The faults, at most 16; empty if nothing goes wrong.
    package let faults: [FaultDefinition]
    /// What a good puller does.
    package let expectation: Expectation
    /// Where pullers are known to fall short.
    package let known: [KnownShortcoming]
    /// Pullers that are left out.
    package let exemptions: [Exemption]
    /// When the puller is killed, counted from the start of the pull.
    public let deadline: Duration

    /// The world around the puller, without faults.
    package var healthyWorld: HealthyWorld {
        HealthyWorld(node: node, network: network, storage: node.storage(under: faults))
    }

    /// The planes on which something goes wrong.
    public var planes: Set<Plane> { Set(faults.map { type(of: $0.fault).plane }) }

    /// When the last of the faults is over, from the start of the pull; nil if one has no end or there are none.
    package var faultsEnd: Duration? {
        var end: Duration = .zero
        for fault in faults {
            guard let lasting = fault.trigger.lasting else { return nil }
            end = max(end, (fault.trigger.after ?? .zero) + lasting)
        }
        return faults.isEmpty ? nil : end
    }

    /// The most faults of a scenario.
    package static let mostFaults = 16

    /// The possible deadlines, 1 s to 30 min; distinguishing a puller's time-out from "never" takes minutes.
    package static let deadlines: ClosedRange<Duration> = .seconds(1) ... .seconds(1800)

    /// The default deadline: docker's retries of a DNS query take a minute.
    package static let usualDeadline: Duration = .seconds(120)

    enum Key: String, CaseIterable {
        case title, description, causes, see, clause, image, registry, node, network, pulls, faults, expect, known,
            skip,
            deadline
    }

    /// Where a puller is named in `known` or `skip`.
    let namedPullers: [NamedPuller]

    /// Reads a scenario from a file of at most 64 KiB.
    ///
    /// - Throws: the first error in the order of the document; ``problems(inFile:pullers:)`` returns all.
    public init(contentsOf path: String) throws(ScenarioError) {
        try self.init(Reading(contentsOf: path))
    }

    /// Reads the scenario of a finished run, which can be judged where the image is not on disk any more.
    package init(ofRunIn path: String) throws(ScenarioError) {
        try self.init(Reading(contentsOf: path, readsLayout: false))
    }

    /// Reads a scenario from its text.
    ///
    /// - Parameters:
    ///   - text: the document, at most 64 KiB of YAML.
    ///   - file: the file's name for messages; its last component is the scenario's name.
    /// - Throws: the first error in the order of the document.
    public init(yaml text: String, file: String) throws(ScenarioError) {
        try self.init(Reading(yaml: text, file: file))
    }

    private init(_ reading: Reading) throws(ScenarioError) {
        switch reading.outcome {
        case .good(let scenario): self = scenario
        case .wrong(let first, _): throw first
        }
    }

    /// Nil if a part could not be read.
    init?(_ parts: ScenarioParts, name: String, source: String) {
        guard let title = parts.title, let description = parts.description, let causes = parts.causes,
            let see = parts.see, let clauses = parts.clauses, let image = parts.image, let registry = parts.registry,
            let node = parts.node,
            let network = parts.network, let pulls = parts.pulls, let expectation = parts.expectation,
            let deadline = parts.deadline
        else { return nil }
        self.name = name
        self.source = source
        self.title = title
        self.description = description
        self.causes = causes
        self.see = see
        self.clauses = clauses
        self.image = image
        layout = parts.layout
        self.registry = registry
        self.node = node
        self.network = network
        self.pulls = pulls
        self.faults = parts.faults.map(\.value)
        self.expectation = expectation
        self.known = parts.known.map(\.value)
        self.exemptions = parts.exemptions.map(\.value)
        self.deadline = deadline
        namedPullers = NamedPuller.all(in: parts)
    }
}
