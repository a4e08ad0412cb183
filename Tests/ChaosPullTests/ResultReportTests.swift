import Foundation
import FoundationXML
import Testing

@testable import ChaosPull

/// Reports for machines and for CI pages, from values alone.
@Suite struct ResultReportTests {
    /// What a hostile puller may print: markup, quotes, control characters, table bars.
    private static let hostile = "</testcase><script>alert(1)</script> & \u{0} \u{1b}[31m ]]> | \"quoted\" ☃"

    private static let results = [
        result("control", .passed, .pulled, why: "as expected"),
        result("loss", .known, .failed, why: "no retry"),
        result("reset", .failed, .failed, why: hostile),
        result("silent", .inconclusive, .pulled, why: "never fired"),
        result("broken", .broken, nil, why: "no sandbox"),
        result("absent", .skipped, nil, why: "no root"),
    ]

    static func result(
        _ scenario: String, _ status: Status, _ outcome: Outcome?, why: String, seed: UInt64 = 1, seconds: Double = 1,
        error: String? = nil
    ) -> RunResult {
        RunResult(
            scenario: scenario, title: "Title", puller: "docker", version: "20.10", seed: seed,
            verdict: Verdict(status: status, outcome: outcome, why: why), seconds: seconds, folder: "out",
            errorText: error
        )
    }

    /// Counts elements as another parser sees them.
    private final class Counter: NSObject, XMLParserDelegate {
        var elements: [String: Int] = [:]
        var suites: [String: String] = [:]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements[name, default: 0] += 1
            if name == "testsuites" { suites = attributes }
        }
    }

    @Test func anIndependentParserReadsTheJUnitReport() throws {
        let parser = XMLParser(data: Data(JUnitReport.text(Self.results).utf8))
        let counter = Counter()
        parser.delegate = counter
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(counter.elements["testcase"] == 6)
        #expect(counter.elements["failure"] == 2)
        #expect(counter.elements["error"] == 1)
        #expect(counter.elements["skipped"] == 1)
        #expect(counter.suites["tests"] == "6")
        #expect(counter.suites["failures"] == "2")
        #expect(counter.elements["script"] == nil)
    }

    @Test func theMarkdownTableKeepsItsColumns() {
        let lines = MarkdownReport.text(Self.results).split(separator: "\n")
        let rows = lines.filter { $0.hasPrefix("|") }
        #expect(rows.count == Self.results.count + 2)
        for row in rows { #expect(row.replacing("\\\\|", with: "").count { $0 == "|" } == 8, "\(row)") }
        #expect(!MarkdownReport.text(Self.results).contains("<script>"))
    }

    @Test func thePageStandsAloneAndRunsNothingOfAPuller() {
        let page = HTMLReport.text(ResultFile(results: Self.results))
        #expect(!page.contains("<script>alert"))
        #expect(!page.contains("http://") || page.contains("http://www.w3.org"))
        #expect(!page.contains("src=") && !page.contains("<link"))
        for result in Self.results { #expect(page.contains(result.scenario)) }
    }

    @Test func aResultFileReadsBackAsItWas() throws {
        let file = ResultFile(results: Self.results)
        let data = Data(try JSONReport.text(file).utf8)
        #expect(try JSONDecoder().decode(ResultFile.self, from: data) == file)
    }
}
