import Faults
import ImageContent

/// A scenario: the world of a pull, what goes wrong in it, and what a good puller does.
public struct Scenario: Sendable {
    /// The file's name without folder and extension, as in `udp-loss`.
    public let name: String
    /// The text of the file, which a run stores in its folder.
    public let source: String
    /// One line for people.
    public let title: String
    /// A longer description; empty by default.
    public let description: String
    /// The causes in real life, as in `udp-packet-loss`.
    public let causes: [String]
    /// Reports of the real problem, as in `docker/for-linux#3`.
    public let see: [String]
    /// The image that is pulled.
    public let image: ImageRecipe
    /// The settings of the registry, apart from faults.
    package let registry: RegistrySettings
    /// The settings of the machine that pulls, apart from faults.
    package let node: NodeSettings
    /// The network between node and services, apart from faults.
    package let network: NetworkSettings
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
        HealthyWorld(storageSize: node.storageSize, resolver: node.resolver, rate: network.rate, mtu: network.mtu)
    }

    /// The most faults of a scenario.
    package static let mostFaults = 16

    /// The possible deadlines, 1 s to 30 min; distinguishing a puller's time-out from "never" takes minutes.
    package static let deadlines: ClosedRange<Duration> = .seconds(1) ... .seconds(1800)

    /// The default deadline: docker's retries of a DNS query take a minute.
    package static let usualDeadline: Duration = .seconds(120)

    enum Key: String, CaseIterable {
        case title, description, causes, see, image, registry, node, network, faults, expect, known, skip, deadline
    }

    /// Reads a scenario from a file of at most 64 KiB.
    public init(contentsOf path: String) throws(ScenarioError) {
        let bytes = try ScenarioFiles.bytes(of: path)
        let text: String
        do {
            text = try YAMLDocument.text(of: bytes)
        } catch {
            throw ScenarioError(file: path, error)
        }
        try self.init(yaml: text, file: path)
    }

    /// Reads a scenario from its text.
    ///
    /// - Parameters:
    ///   - text: the document, at most 64 KiB of YAML.
    ///   - file: the file's name for messages; its last component is the scenario's name.
    /// - Throws: the first error in the order of the document.
    public init(yaml text: String, file: String) throws(ScenarioError) {
        do {
            try self.init(YAMLDocument(text).root, name: ScenarioFiles.name(of: file), source: text)
        } catch {
            throw ScenarioError(file: file, error)
        }
    }

    private init(_ root: Element, name: String, source: String) throws(LanguageError) {
        var title: String?
        var description = ""
        var causes: [String] = []
        var see: [String] = []
        var image = ImageRecipe()
        var registry = RegistrySettings()
        var node = NodeSettings()
        var network = NetworkSettings()
        var faults: [FaultDefinition] = []
        var expectation: Expectation?
        var known: [KnownShortcoming] = []
        var exemptions: [Exemption] = []
        var deadline = Self.usualDeadline
        for (key, value) in try root.entries(Key.self, of: "a scenario") {
            switch key {
            case .title: title = try value.scalar("the title, as text")
            case .description: description = try value.string()
            case .causes: causes = try value.list(of: "words such as [udp-packet-loss]", Self.cause)
            case .see: see = try value.texts("such as 'docker/for-linux#3'")
            case .image: image = try ImageRecipe(value)
            case .registry: registry = try RegistrySettings(value)
            case .node: node = try NodeSettings(value)
            case .network: network = try NetworkSettings(value)
            case .faults: faults = try Self.faults(value)
            case .expect: expectation = try Expectation(value)
            case .known: known = try value.list(of: "shortcomings, as in '- puller: skopeo'", KnownShortcoming.init)
            case .skip: exemptions = try value.list(of: "pullers to leave out, as in '- puller: crane'", Exemption.init)
            case .deadline: deadline = try value.duration(in: Self.deadlines)
            }
        }
        guard let title else { throw root.missing(Key.title.rawValue, "one line that says what goes wrong") }
        guard let expectation else { throw root.missing(Key.expect.rawValue, "a mapping with pull: succeeds or fails") }
        self.name = name
        self.source = source
        self.title = title
        self.description = description
        self.causes = causes
        self.see = see
        self.image = image
        self.registry = registry
        self.node = node
        self.network = network
        self.faults = faults
        self.expectation = expectation
        self.known = known
        self.exemptions = exemptions
        self.deadline = deadline
        try ScenarioCheck(scenario: self, root: root).run()
    }

    private static func faults(_ element: Element) throws(LanguageError) -> [FaultDefinition] {
        if case .sequence(let items) = element.content, items.count > mostFaults {
            throw element.error("found \(items.count) faults; expected at most \(mostFaults)")
        }
        return try element.list(of: "faults, as in '- fault: packet.drop'", FaultDefinition.init)
    }

    private static func cause(_ element: Element) throws(LanguageError) -> String {
        let expected = "a word of lower-case letters, digits and hyphens, such as udp-packet-loss"
        let text = try element.scalar(expected)
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isWord else { throw element.error("found '\(text.clipped)'; expected \(expected)") }
        return text
    }
}
