import Faults
import ImageContent

/// The format of scenario files as a JSON Schema (draft 2020-12), for editors that complete and check YAML.
///
/// It is made from the same keys, units and catalog as the reader; what a schema cannot say, such as that a deadline
/// covers every `within`, only the reader checks.
public enum ScenarioSchema {
    /// The schema's text, which ends in a line break.
    public static var json: String { schema.json + "\n" }

    private static var schema: SchemaNode {
        .object([
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", "A scenario of chaospull"),
            ("type", "object"),
            ("additionalProperties", false),
            ("required", .array([.string(Scenario.Key.title.rawValue), .string(Scenario.Key.expect.rawValue)])),
            ("properties", .object(Scenario.Key.allCases.map { ($0.rawValue, property($0)) })),
            (
                "$defs",
                .object(
                    [("fault", FaultSchema.anyFault)] + FaultSchema.definitions + [
                        ("count", count), ("requests", requests), ("dns-queries", dnsQueries),
                        ("recovers", recovers),
                    ]
                )
            ),
        ])
    }

    /// The words for resources, as a pattern.
    static var resources: String { "^\(anyResource)$" }

    private static var anyResource: String {
        "(\(Resource.fixedWords.joined(separator: "|"))|layer-[1-9][0-9]{0,2})"
    }

    /// The words for requests: a resource, perhaps at a host.
    private static var requestWords: String {
        "^\(anyResource)( at (\(RequestSelector.hosts.map(\.rawValue).joined(separator: "|"))))?$"
    }

    private static func property(_ key: Scenario.Key) -> SchemaNode {
        switch key {
        case .title: .text("one line that says what goes wrong")
        case .description: .text("more about it")
        case .causes: .list(of: .pattern("^[a-z0-9-]+$", "a word such as udp-packet-loss"), "the causes it stands for")
        case .see: see
        case .clause: clause
        case .image: image
        case .registry: registry
        case .node: node
        case .network: network
        case .pulls: pulls
        case .faults: .list(of: .reference("fault"), to: Scenario.mostFaults, "what goes wrong")
        case .expect: expect
        case .known: known
        case .skip: skip
        case .deadline: .duration("when the puller is killed, 1 s to 30 min; 120 s without it")
        }
    }

    static var see: SchemaNode {
        let text = SchemaNode.text("a report, as in docker/for-linux#3")
        return .object([("oneOf", .array([text, .list(of: text, "several reports")]))])
    }

    private static var clause: SchemaNode {
        let name = SchemaNode.words(
            ClauseCatalog.all.map(\.name), "a clause of a specification that the scenario asks about")
        return .object([("oneOf", .array([name, .list(of: name, from: 1, "several clauses")]))])
    }

    static var pullers: SchemaNode {
        let text = SchemaNode.text(PullerSelector.expected)
        return .object([("oneOf", .array([text, .list(of: text, from: 1, "several of them")]))])
    }

    private static var expect: SchemaNode {
        let properties = Expectation.Key.allCases.map { key -> (String, SchemaNode) in
            switch key {
            case .pull: (key.rawValue, .words(Expectation.Pull.allCases.map(\.rawValue), "the outcome of the pull"))
            case .error: (key.rawValue, .text("a regular expression for what the puller says; only with pull: fails"))
            case .within: (key.rawValue, .duration("how long the pull may take"))
            case .recoversWithin:
                (key.rawValue, .duration("how long after the end of the faults the image is there at the latest"))
            case .requests, .followUpRequests: (key.rawValue, .reference("requests"))
            case .dnsQueries: (key.rawValue, .reference("dns-queries"))
            case .resumes, .udpBesidesDNS: (key.rawValue, .reference("count"))
            case .recovers: (key.rawValue, .reference("recovers"))
            case .backoff: (key.rawValue, backoff)
            case .leftovers: (key.rawValue, .sizeRange("what a failed pull leaves on the disk"))
            case .memory: (key.rawValue, .size("how much memory the puller may have"))
            case .requestsPerSecond: (key.rawValue, .reference("count"))
            case .rate: (key.rawValue, .percentage("the share of seeds that must end so; every one without it"))
            }
        }
        return .mapping(properties, required: [Expectation.Key.pull.rawValue], "what a good puller does")
    }

    private static var count: SchemaNode {
        .object([
            ("description", "a count such as 2, 1..5, 1.. or ..3"),
            (
                "oneOf",
                .array([
                    .integer(0...CountRange.greatest, "exactly so many"),
                    .pattern("^([0-9]+|[0-9]+\\.\\.[0-9]*|\\.\\.[0-9]+)$", "a range of counts"),
                ])
            ),
        ])
    }

    private static var requests: SchemaNode {
        counts(requestWords, "requests by resource or group of resources, perhaps at one host")
    }

    static var backoff: SchemaNode {
        counts(
            resources, "the time from the first failed answer to the next try, by resource",
            of: .durationRange("a time")
        )
    }

    static var leaks: SchemaNode {
        let word = SchemaNode.words(Leak.allCases.map(\.rawValue), "a secret that gets out")
        return .object([("oneOf", .array([word, .list(of: word, from: 1, "several of them")]))])
    }

    static var outside: SchemaNode {
        let path = SchemaNode.pattern(
            "^/.", "a file outside of its own places that it changes, or a folder of such files")
        return .object([("oneOf", .array([path, .list(of: path, from: 1, "several of them")]))])
    }

    private static var dnsQueries: SchemaNode {
        let roles = Role.allCases.map(\.rawValue).joined(separator: "|")
        return counts("^(\(roles)|.*\\.test)$", "DNS queries by role or host name")
    }

    private static func counts(
        _ names: String, _ description: String, of range: SchemaNode = .reference("count")
    ) -> SchemaNode {
        .object([
            ("type", "object"),
            ("description", .string(description)),
            ("minProperties", 1),
            ("propertyNames", .object([("pattern", .string(names))])),
            ("additionalProperties", range),
        ])
    }

    private static var recovers: SchemaNode {
        .object([
            ("description", "whether a pull works once the faults are lifted; true without it"),
            (
                "oneOf",
                .array([
                    .object([("type", "boolean")]),
                    .object([("const", "either")]),
                    .mapping([("within", .reference("count"))], required: ["within"], "how many pulls it takes"),
                ])
            ),
        ])
    }
}
