import Testing

@testable import Scenarios

@Suite struct UnusedShortcomingTests {
    private static let family = """
        shortcomings:
          a: {what: it is slow, puller: docker, usually: {pull: hangs}}
          b: {what: it talks, puller: docker}
        traits:
          c: {what: it is small, puller: crane}
        """

    private func messages(_ scenarios: [String: String], checking names: [String]) throws -> [String] {
        var files = ["shortcomings/family.yaml": Self.family]
        for (name, lines) in scenarios {
            files["scenarios/\(name).yaml"] = "title: A test\nexpect: {pull: succeeds}\n\(lines)\n"
        }
        return try withFolder(files) { (folder: String) throws in
            CatalogProblems.all(checking: names.map { "\(folder)/scenarios/\($0).yaml" }).map(\.message)
        }
    }

    @Test func `what no scenario names is an error`() throws {
        let messages = try messages(["one": "known: [a]", "two": ""], checking: ["one", "two"])
        #expect(messages.map { $0.contains("names 'b'") } == [true, false])
        #expect(messages.map { $0.contains("names 'c'") } == [false, true])
    }

    @Test func `a name in 'with' and one in 'skip' count`() throws {
        #expect(
            try messages(
                ["one": "known: {a: [usual, {with: b}]}\nskip: {c: all}"], checking: ["one"]
            ).isEmpty)
    }

    @Test func `a part of the scenarios says nothing about the rest`() throws {
        #expect(try messages(["one": "known: [a]", "two": ""], checking: ["one"]).isEmpty)
    }

    @Test func `a scenario beside the folder of scenarios says nothing about it`() throws {
        let scenario = "title: A test\nexpect: {pull: succeeds}\n"
        let problems = try withFolder([
            "shortcomings/family.yaml": Self.family, "scenarios/one.yaml": scenario, "first.yaml": scenario,
        ]) { (folder: String) throws in CatalogProblems.all(checking: [folder + "/first.yaml"]) }
        #expect(problems.isEmpty)
    }

    @Test func `the scenarios of this project name their shortcomings, and all of them`() throws {
        let folder = fixture("../../scenarios")
        let files = try ScenarioFiles.scenarios(in: folder)
        #expect(CatalogProblems.all(checking: files).map(\.description) == [])
        for file in files {
            let scenario = try Scenario(contentsOf: file)
            #expect(scenario.known.allSatisfy { !$0.shortcomings.isEmpty }, "\(file)")
            #expect(scenario.exemptions.allSatisfy { $0.trait != nil }, "\(file)")
        }
    }

    @Test func `the list says who has what, and where it shows`() throws {
        let text = try withFolder([
            "shortcomings/family.yaml": Self.family,
            "scenarios/one.yaml": "title: A test\nexpect: {pull: succeeds}\nknown: [a]\nskip: [c]\n",
        ]) { (folder: String) throws in
            let catalog = try ShortcomingCatalog.inFolder(folder + "/shortcomings")
            let scenarios = [try Scenario(contentsOf: folder + "/scenarios/one.yaml")]
            return [
                ShortcomingList.text(catalog, scenarios: scenarios),
                ShortcomingList.text(catalog, scenarios: scenarios, pullers: ["crane"]),
            ]
        }
        #expect(
            text[0] == """
                a
                    it is slow
                    docker
                    shows in 1: one
                b
                    it talks
                    docker
                c (trait)
                    it is small
                    crane
                    left out of 1: one

                """)
        #expect(text[1] == "c (trait)\n    it is small\n    crane\n    left out of 1: one\n")
    }
}
