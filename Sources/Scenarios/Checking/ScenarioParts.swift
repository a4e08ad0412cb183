import Faults
import ImageContent

/// The parts of a scenario file that could be read; a part with an error is nil.
struct ScenarioParts {
    var title: String?
    var description: String? = ""
    var causes: [String]? = []
    var see: [String]? = []
    var clauses: [Clause]? = []
    var image: ImageRecipe? = ImageRecipe()
    /// The image that is on disk.
    var layout: LayoutImage?
    var registry: RegistrySettings? = RegistrySettings()
    var node: NodeSettings? = NodeSettings()
    var network: NetworkSettings? = NetworkSettings()
    var pulls: PullSettings? = PullSettings()
    var faults: [(value: FaultDefinition, element: Element)] = []
    var expectation: Expectation?
    var known: [(value: KnownShortcoming, element: Element)] = []
    var exemptions: [(value: Exemption, element: Element)] = []
    var deadline: Duration? = Scenario.usualDeadline
    /// The value of `expect`, for positions in it.
    private(set) var expect: Element?
    /// The value of `deadline`.
    private(set) var deadlineElement: Element?
    /// The value of `registry`.
    private(set) var registryElement: Element?
    /// The value of `image`.
    private(set) var imageElement: Element?
    /// The value of `node`.
    private(set) var nodeElement: Element?
    private(set) var pullsElement: Element?

    /// Reads as much as can be read.
    ///
    /// - Parameter errors: collects the errors.
    init(_ root: Element, _ errors: inout ErrorCollector) {
        guard case .mapping(let entries) = root.content else {
            _ = errors.read(root) { (root) throws(LanguageError) in
                try root.entries(Scenario.Key.self, of: "a scenario")
            }
            return
        }
        // The collector names the unknown keys one by one.
        _ = errors.read(root) { (root) throws(LanguageError) in
            try root.entries(Scenario.Key.self, of: "a scenario")
        }
        let misspelled = Scenario.Key.allCases.filter { errors.isSuggested($0.rawValue) }
        for entry in entries {
            guard let key = Scenario.Key(rawValue: entry.key) else { continue }
            read(key, entry.value, &errors)
        }
        let required: [(Scenario.Key, String)] = [
            (.title, "one line that says what goes wrong"), (.expect, "a mapping with pull: succeeds, fails or either"),
        ]
        for (key, expected) in required where !misspelled.contains(key) {
            guard !entries.contains(where: { $0.key == key.rawValue }) else { continue }
            errors.note(root.missing(key.rawValue, expected))
        }
    }

    private mutating func read(_ key: Scenario.Key, _ value: Element, _ errors: inout ErrorCollector) {
        switch key {
        case .title: title = errors.read(value) { (e) throws(LanguageError) in try e.scalar("the title, as text") }
        case .description: description = errors.read(value) { (e) throws(LanguageError) in try e.string() }
        case .causes:
            causes = errors.read(value) { (e) throws(LanguageError) in
                try e.list(of: "words such as [udp-packet-loss]", Self.cause)
            }
        case .see:
            see = errors.read(value) { (e) throws(LanguageError) in try e.texts("such as 'docker/for-linux#3'") }
        case .clause: clauses = errors.clauses(value)
        case .image:
            imageElement = value
            image = errors.read(value) { (e) throws(LanguageError) in try ImageRecipe(e) }
        case .registry:
            registryElement = value
            registry = errors.read(value) { (e) throws(LanguageError) in try RegistrySettings(e) }
        case .node:
            nodeElement = value
            node = errors.read(value) { (e) throws(LanguageError) in try NodeSettings(e) }
        case .network: network = errors.read(value) { (e) throws(LanguageError) in try NetworkSettings(e) }
        case .pulls:
            pullsElement = value
            pulls = errors.read(value) { (e) throws(LanguageError) in try PullSettings(e) }
        case .faults: readFaults(value, &errors)
        case .expect:
            expect = value
            expectation = errors.read(value) { (e) throws(LanguageError) in try Expectation(e) }
        case .known:
            known = errors.items(value, of: "shortcomings, as in '- puller: skopeo'") { (e) throws(LanguageError) in
                try KnownShortcoming(e)
            }
        case .skip:
            exemptions = errors.items(value, of: "pullers to leave out, as in '- puller: crane'") {
                (e) throws(LanguageError) in try Exemption(e)
            }
        case .deadline:
            deadlineElement = value
            deadline = errors.read(value) { (e) throws(LanguageError) in try e.duration(in: Scenario.deadlines) }
        }
    }

    private mutating func readFaults(_ value: Element, _ errors: inout ErrorCollector) {
        if case .sequence(let items) = value.content, items.count > Scenario.mostFaults {
            return errors.note(
                value.error("found \(items.count) faults; expected at most \(Scenario.mostFaults)"))
        }
        faults = errors.items(value, of: "faults, as in '- fault: packet.drop'") { (e) throws(LanguageError) in
            try FaultDefinition(e)
        }
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
