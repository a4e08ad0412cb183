import Faults
import ImageContent
import SchemaValidation
import Testing

@testable import Scenarios

@Suite struct FirstScenarioTests {
    @Test(arguments: [nil, "file:///usr/share/chaospull/scenario.schema.json"])
    func `it is a scenario, for the reader and for the schema`(schema: String?) throws {
        let text = FirstScenario.text(schema: schema)
        let scenario = try Scenario(yaml: text, file: "first.yaml")
        #expect(scenario.name == "first")
        #expect(scenario.planes == [.dns])
        let validator = SchemaValidator(try JSONValue(json: ScenarioSchema.json))
        #expect(try validator.problems(of: JSONValue(YAMLDocument(text).root)) == [])
    }

    @Test func `editors look for the schema in the first line`() {
        let text = FirstScenario.text(schema: "file:///a%20b/scenario.schema.json")
        #expect(text.hasPrefix("# yaml-language-server: $schema=file:///a%20b/scenario.schema.json\n"))
        #expect(FirstScenario.text(schema: nil).hasPrefix("# One line"))
    }

    /// A comment, then the key that it is about; the innermost lines have one each too.
    @Test func `every key has a comment`() {
        let lines = FirstScenario.text(schema: nil).split(separator: "\n")
        for (before, line) in zip(lines, lines.dropFirst()) where !line.contains("#") {
            #expect(before.contains("#"), "\(line)")
        }
    }
}
