import SampleRuns
import Testing

@testable import Scenarios

@Suite struct ClauseTests {
    private func named(_ lines: String) throws -> Scenario { try scenario(lines, expecting: "{pull: succeeds}") }

    @Test func `a scenario names one clause or several`() throws {
        #expect(try named("").clauses == [])
        #expect(try named("clause: RFC 9112 7.1").clauses.map(\.name) == ["RFC 9112 7.1"])
        let several = try named(
            """
            clause:
              - distribution-spec 1.1 "Pulling blobs" body-digest
              - RFC 9110 15.2
            """)
        #expect(several.clauses.map(\.level) == [.should, .must])
        #expect(several.clauses.map(\.source.section) == ["Pulling blobs", "15.2"])
    }

    @Test func `a clause has an address that leads to its section`() throws {
        func address(_ name: String) throws -> String {
            try #require(ClauseCatalog.clause(named: name)).source.address
        }
        #expect(try address("RFC 9110 15.4 cycle") == "https://www.rfc-editor.org/rfc/rfc9110#section-15.4")
        #expect(
            try address("distribution-spec 1.1 \"Pulling manifests\" accept")
                == "https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests")
        #expect(
            try address("image-spec 1.1 descriptor \"SHA-256\"")
                == "https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#sha-256")
    }

    @Test func `the list says who asks each clause`() throws {
        let scenarios = try [
            Scenario(yaml: "title: A\nclause: RFC 9112 7.1\nexpect: {pull: succeeds}\n", file: "one.yaml"),
            Scenario(
                yaml: "title: B\nclause: [RFC 9112 7.1, RFC 9110 15.2]\nexpect: {pull: succeeds}\n", file: "two.yaml"),
            Scenario(yaml: "title: C\nexpect: {pull: succeeds}\n", file: "three.yaml"),
        ]
        try Golden.expect(ClauseList.text(scenarios: scenarios), is: "clauses.txt")
    }
}
