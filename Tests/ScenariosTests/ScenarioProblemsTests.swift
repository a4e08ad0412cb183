import Faults
import Testing

@testable import Scenarios

/// Everything that is wrong with a file is told at once, and what can never be met is wrong.
@Suite struct ScenarioProblemsTests {
    private func problems(_ text: String, pullers: [String]? = nil) throws -> [String] {
        try withFolder(["a.yaml": text]) { folder in
            Scenario.problems(inFile: "\(folder)/a.yaml", pullers: pullers).map {
                String($0.description.dropFirst(folder.count + 1))
            }
        }
    }

    @Test func `a puller that nobody knows is named with its place`() throws {
        let text = """
            title: A test
            expect: {pull: succeeds}
            known:
              - puller: [docker, skopoe <1.11]
                pull: fails
                because: a reason
            skip:
              - puller: mytool
                because: a reason
            """
        #expect(try problems(text) == [])
        #expect(try problems(text, pullers: ["docker", "skopeo", "skopoe", "mytool"]) == [])
        #expect(
            try problems(text, pullers: ["docker", "skopeo"]) == [
                "a.yaml:4:22: known[0].puller[1]: unknown puller 'skopoe'; did you mean 'skopeo'?",
                "a.yaml:8:13: skip[0].puller: unknown puller 'mytool'; expected one that 'chaospull list pullers' "
                    + "names, or its file by --puller-file",
            ])
    }

    @Test func `what is wrong in one part does not hide the next, and no error comes of another`() throws {
        let text = """
            title: A test
            registry: {redirect-blobs: maybe}
            faults:
              - {fault: packet.drop, match: {form: cdn}, when: {fist: 1}}
              - {fault: http.cut, match: {host: cdn}}
            expect: {pull: fails, within: 10 s, requests: {layer-9: 1}}
            deadline: 5 s
            """
        #expect(
            try problems(text).map { $0.prefix { $0 != " " } } == [
                "a.yaml:2:28:", "a.yaml:4:34:", "a.yaml:4:53:", "a.yaml:5:5:", "a.yaml:7:11:",
            ])
    }

    @Test func `a file with no end of errors is read in good time`() throws {
        let faults = (0..<Scenario.mostFaults).map { _ in "  - {fault: nothing}" }
        let keys = (0..<3000).map { "key-\($0): 1" }
        let text = (["title: A test", "expect: {pull: succeeds}", "faults:"] + faults + keys).joined(separator: "\n")
        #expect(try problems(text).count == ErrorCollector.most)
    }

    @Test(arguments: [
        ("docker", "docker", true), ("docker", "skopeo", false), ("docker <26", "docker >=26", false),
        ("docker <=26", "docker >=26", true), ("docker >20, <23", "docker >=22, <24", true),
        ("docker@sid", "docker", true), ("docker@sid", "docker@trixie", false), ("docker =20", "docker >20", false),
    ])
    func `selectors overlap where they mean a version in common`(one: String, other: String, expected: Bool) throws {
        let (one, other) = (try PullerSelector(Element(one)), try PullerSelector(Element(other)))
        #expect(one.overlaps(other) == expected && other.overlaps(one) == expected)
    }

    /// What may be met stays accepted.
    @Test(arguments: [
        "registry: {redirect-blobs: false}\nfaults: [{fault: http.corrupt, match: {host: registry, resource: layer}}]",
        "faults: [{fault: http.status, status: 503, match: {host: cdn, resource: blob, method: HEAD}}]",
        "registry: {mirror: digest-only}\nfaults: [{fault: http.delay, by: 1 s, match: {host: mirror, resource: index}}]",
        "node: {proxy: {bypass: [cdn]}}\nfaults: [{fault: http.delay, by: 1 s, match: {resource: connect-auth}}]",
        "registry: {scheme: http}\nnode: {proxy: true}\nfaults: [{fault: http.delay, by: 1 s, match: {resource: forwarded}}]",
        "faults: [{fault: node.route, how: missing, to: cdn}, {fault: node.route, how: prohibited, to: auth}]",
        "faults: [{fault: node.resolv-conf, search: [a.test]}, {fault: node.resolv-conf, options: ['ndots:2']}]",
        "faults: [{fault: dns.nxdomain, match: {name: other.test}}]",
        "faults: [{fault: packet.drop, match: {from: node, to: dns, name: cdn, protocol: udp}}]",
    ])
    func `what may be met is accepted`(lines: String) throws {
        #expect(complaint(about: "title: A test\n\(lines)\nexpect: {pull: fails}\n") == nil)
    }

    /// Every pair of faults of the node and the links of one name is refused.
    @Test func `no fault of the node or the links is there twice`() throws {
        for type in FaultCatalog.all where [.node, .link, .image].contains(type.plane) {
            let file = try #require(
                ScenarioFiles.find(paths: [fixture("../../scenarios")]).lazy.compactMap {
                    try? Scenario(contentsOf: $0)
                }
                .first { $0.faults.contains { $0.name == type.name } }, "\(type.name)")
            let example = try #require(FaultGuide.example(of: type.name, in: file.source), "\(type.name)")
            let settings =
                type.name.contains("mirror")
                ? "registry: {mirror: all}\n"
                : type.name.contains("helper")
                    ? "registry: {credentials: required}\nnode: {credential-helper: true}\n"
                    : type.name.contains("store")
                        ? "node: {has-image: true}\n" : type.name.contains("quota") ? "node: {disk: btrfs}\n" : ""
            let item = example.split(separator: "\n").map { "  \($0)\n" }.joined()
            let text = "title: A test\n\(settings)faults:\n\(item)\(item)expect: {pull: fails}\n"
            #expect(complaint(about: text)?.contains("both set") == true, "\(text)")
        }
    }
}
