import Faults
import FoundationEssentials
import ImageContent
import SampleRuns
import SchemaValidation
import Testing

@testable import Scenarios

@Suite struct SchemaTests {
    private static let validator = Result {
        SchemaValidator(try JSONValue(json: ScenarioSchema.json))
    }

    private func schema() throws -> SchemaValidator { try Self.validator.get() }

    private func problems(_ text: String) throws -> [String] {
        try schema().problems(of: JSONValue(YAMLDocument(text).root))
    }

    /// The file for editors, which is installed too.
    @Test func `docs has the schema as the code makes it`() throws {
        try Golden.expect(ScenarioSchema.json, is: ScenarioSchema.fileName, in: "docs")
    }

    @Test func `the full scenario agrees with the schema`() throws {
        #expect(try problems(ScenarioTests.full) == [])
    }

    @Test func `every scenario of the project is read and agrees with the schema`() throws {
        for file in try ScenarioFiles.find(paths: [fixture("../../scenarios")]) {
            let scenario = try Scenario(contentsOf: file)
            let problems = try problems(scenario.source)
            #expect(problems.isEmpty, "\(file): \(problems)")
        }
    }

    @Test func `the schema names every fault with its parameters`() throws {
        let definitions = try #require(schema().root["$defs"])
        for type in FaultCatalog.all {
            let properties = try #require(definitions[type.name]?["properties"], "\(type.name)")
            for parameter in type.parameters { #expect(properties[parameter.name] != nil, "\(parameter.name)") }
            for key in type.plane.matchKeys {
                let property = properties["match"]?["properties"]?[key]
                #expect(property?["enum"] != nil || property?["type"] != nil, "\(key) is not described")
            }
            #expect((properties["when"] == nil) == type.plane.triggerKeys.isEmpty)
        }
        let when = try #require(definitions["when"]?["properties"])
        for key in Trigger.keys {
            #expect(when[key]?["type"] != nil || when[key]?["$ref"] != nil, "\(key) is not described")
        }
    }

    /// Broken files that only the reader can detect, not the schema: syntax errors, and keys that must fit together.
    static let onlyForReader: Set<String> = [
        "clause-twice", "syscall-connect-below", "pulls-at-once-again", "pulls-with-base", "store-of-nothing",
        "store-once", "node-memory", "node-cpu", "node-io", "node-io-in-memory", "disk-too-small", "disk-none",
        "disk-range", "disk-read-only-xfs",
        "backoff-layer-absent", "backoff-upside-down",
        "leftovers-upside-down", "rate-whole",
        "count-upside-down",
        "helper-without-password", "hosts-without-mirror", "layer-absent-at-host", "mirror-absent",
        "mirror-absent-stale", "mirror-absent-packet",
        "stale-with-error", "base-absent", "base-too-large", "basic-without-credentials",
        "image-compressions", "image-layer-sizes", "image-made-size", "image-shape-index", "image-shape-docker",
        "image-shape-layers", "image-foreign-http", "image-chunked-content", "image-zstd-docker",
        "image-manifest-size", "image-bytes-twice", "image-part-absent", "image-part-no-index",
        "image-size-without-size", "image-type-of-layer-in-answer", "reference-of-config", "image-layout-layers",
        "image-tag-alone", "chunked-docker", "chunked-size", "partial-images-of-gzip",
        "schema-1-compression", "schema-1-config", "schema-1-descriptor", "schema-1-index", "schema-1-shape",
        "schema-1-sizes",
        "credentials-without-login", "token-without-tokens", "auth-at-own-tokens", "no-credentials-needed",
        "deadline-before-within", "duration-range", "error-with-succeeds", "known-as-expected",
        "known-error-with-succeeds", "layer-absent", "layer-absent-in-match", "percentage-range", "puller-constraint",
        "puller-in-list",
        "puller-nameless", "puller-no-version", "proxy-absent", "proxy-absent-interception", "proxy-tls",
        "recovers-zero", "regex", "same-host-twice", "size-range",
        "layer-size-too-small", "tls-without-tls", "http2-without-tls", "plain-port-without-tls", "record-at-proxy",
        "recovers-within-without-again", "recovers-within-without-end", "record-without-tls",
        "within-beyond-usual-deadline",
        "dns-queries-of-absent", "faster-link", "icmp-port", "index-absent", "larger-disk",
        "lookup-of-absent-mirror", "lookup-of-node", "manifest-at-cdn", "network-mtu", "no-cdn", "on-absent-proxy",
        "once-absent-layer", "packet-between-services", "proxy-all-bypassed", "puller-no-such-version",
        "question-of-registry", "question-over-tcp", "recovers-beyond", "requests-at-no-cdn",
        "resolv-conf-unchanged", "skip-and-known", "tls-for-dns", "tls-of-bypassed", "token-at-mirror",
        "tunnel-by-get", "tunnel-without-tls", "two-downs", "two-mtus", "two-resolv-confs", "wider-path",
    ]

    @Test(arguments: InvalidScenarioTests.names) func `the schema refuses a broken file`(name: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: fixture("Invalid/\(name)")))
        guard let text = try? YAMLDocument.text(of: Array(bytes)), let document = try? YAMLDocument(text) else {
            return
        }
        let problems = try schema().problems(of: JSONValue(document.root))
        #expect(problems.isEmpty == Self.onlyForReader.contains(String(name.dropLast(5))), "\(problems)")
    }

    @Test func `text is escaped as JSON asks`() throws {
        let text = "a\"b\\c\nd\u{1}é"
        let decoded = try JSONDecoder().decode([String].self, from: Data(SchemaNode.array([.string(text)]).json.utf8))
        #expect(decoded == [text])
    }
}
