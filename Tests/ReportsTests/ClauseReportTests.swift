import FoundationEssentials
import ImageContent
import Judging
import SampleRuns
import Scenarios
import SchemaValidation
import Testing

@testable import Reports

@Suite struct ClauseReportTests {
    private static let (chunked, hints, loop) = ("RFC 9112 7.1", "RFC 9110 15.2", "RFC 9110 15.4 cycle")

    private static func run(_ scenario: String, _ puller: String, _ status: Status, _ answers: [String: Bool?])
        -> RunResult
    {
        .sample(
            scenario, puller, version: "1.0", status, nil, why: "for a reason",
            clauses: answers.isEmpty
                ? nil : answers.sorted { $0.key < $1.key }.map { ClauseAnswer($0.key, holds: $0.value) })
    }

    private static let results = [
        run("chunked", "docker", .passed, [chunked: true]), run("chunked", "skopeo", .known, [chunked: false]),
        run("hints", "docker", .skipped, [hints: nil]), run("hints", "skopeo", .known, [hints: true]),
        run("loop", "docker", .failed, [loop: false, hostile: false]), run("control", "skopeo", .passed, [:]),
    ]

    @Test(
        arguments: [
            ([true], .holds), ([false], .doesNotHold), ([nil], .noAnswer), ([nil, true, nil], .holds),
            ([true, false, true], .doesNotHold), ([false, nil], .doesNotHold),
        ] as [([Bool?], Conformance.Standing)])
    func oneRunThatBreaksAClauseDecides(answers: [Bool?], expected: Conformance.Standing) throws {
        let puller = try #require(
            Conformance.all(of: answers.map { Self.run("a", "docker", .passed, [Self.chunked: $0]) }).first)
        #expect(puller.standings[Self.chunked] == expected)
        #expect(puller.standings[Self.hints] == .notAsked)
    }

    @Test func everyClauseOfTheCatalogIsInOneList() {
        for puller in Conformance.all(of: Self.results) {
            let names = puller.holds + puller.doesNotHold + puller.noAnswer + puller.notAsked
            #expect(Set(names).isSuperset(of: ClauseCatalog.all.map(\.name)))
            #expect(Set(names).count == names.count)
        }
    }

    @Test func withoutClausesThereIsNoSection() throws {
        let file = ResultFile(results: [.sample("a"), .sample("b")])
        #expect(file.conformance == nil)
        #expect(!ConsoleReport.text(file.results).contains("clause"))
        #expect(!MarkdownReport.text(file.results).contains("Clauses"))
        #expect(try !HTMLReport.text(file).contains("Clauses of"))
        #expect(try !JSONReport.text(file).contains("clause"))
    }

    @Test func theConsoleCountsAndNamesWhatDoesNotHold() {
        let results = Self.results.filter { $0.scenario != "loop" }
        let asked = ClauseCatalog.all.count - 2
        #expect(
            ConsoleReport.text(results).contains(
                """
                clauses     holds  does not hold  no answer  not asked
                docker 1.0      1              0          1         \(asked)
                skopeo 1.0      1              1          0         \(asked)
                RFC 9112 7.1 (MUST) does not hold: skopeo 1.0

                5 runs:
                """))
        #expect(!ConsoleReport.text([results[0]]).contains("clauses"))
    }

    @Test func theTableOfMarkdownHasAColumnForEachPuller() throws {
        let lines = MarkdownReport.text(Self.results).split(separator: "\n")
        let head = try #require(lines.firstIndex(of: "| clause | level | docker 1.0 | skopeo 1.0 |"))
        let table = lines[head...].prefix { $0.hasPrefix("|") }
        #expect(table.allSatisfy { $0.count { $0 == "|" } == 5 })
        #expect(table.contains("| RFC 9112 7.1 | MUST | ✔ | ✘ |"))
        #expect(table.contains("| RFC 9110 15.2 | MUST | ? | ✔ |"))
        #expect(table.contains("| RFC 9110 15.4 cycle | SHOULD | ✘ | – |"))
        #expect(table.contains("| ✘ does not hold |  | 2 | 1 |"))
    }

    @Test func theResultFileAgreesWithItsSchemaAndReadsBack() throws {
        let file = ResultFile(results: Self.results)
        let text = try JSONReport.text(file)
        let schema = SchemaValidator(
            try JSONValue(json: String(contentsOfFile: "\(Golden.root)/docs/results.schema.json", encoding: .utf8)))
        #expect(try schema.problems(of: JSONValue(json: text)) == [])
        #expect(try JSONDecoder().decode(ResultFile.self, from: Data(text.utf8)) == file)
        let docker = try #require(file.conformance?.first)
        #expect((docker.holds, docker.noAnswer) == ([Self.chunked], [Self.hints]))
        #expect(docker.doesNotHold == [Self.loop, hostile])
    }

    @Test func aMergeCountsTheClausesOfAllShards() throws {
        let shards = try (1...2).map { index in
            let shard = try #require(Shard(index, of: 2))
            let part = ResultFile.Part(shard: shard, cells: Self.results.count)
            return ("\(index).json", ResultFile(results: shard.select(from: Self.results), part: part))
        }
        #expect(try ResultFile.merging(shards) == ResultFile(results: Self.results))
    }

    @Test func thePageShowsEachClauseWithItsSource() throws {
        let page = try HTMLReport.text(ResultFile(results: Self.results))
        #expect(page.contains("<h2>Clauses of specifications</h2>"))
        #expect(page.contains(#"<a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112 7.1</a>"#))
        #expect(page.contains(#"<td class="s-failed" title="does not hold">✘</td>"#))
        #expect(page.ranges(of: "<script").count == 1, "the page's own")
        #expect(page.contains("Clauses that no run asks") && page.contains("RFC 8996 5"))
    }

    @Test func aTestCaseOfJUnitNamesItsClauses() {
        let text = JUnitReport.text([Self.results[4]])
        #expect(text.contains(#"<property name="clause" value="RFC 9110 15.4 cycle: does not hold"/>"#))
    }
}
