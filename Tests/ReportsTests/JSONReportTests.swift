import FoundationEssentials
import ImageContent
import Judging
import SampleRuns
import SchemaValidation
import Testing

@testable import Reports

@Suite struct JSONReportTests {
    private static let file = ResultFile(
        results: RunResult.samples, part: Shard(1, of: 2).map { ResultFile.Part(shard: $0, cells: 14) },
        chaospull: "0.0.0"
    )

    private func schema() throws -> SchemaValidator {
        SchemaValidator(
            try JSONValue(json: String(contentsOfFile: "\(Golden.root)/docs/results.schema.json", encoding: .utf8))
        )
    }

    @Test func theReportIsThis() throws { try Golden.expect(try JSONReport.text(Self.file), is: "report.json") }

    @Test func theReportAgreesWithTheSchema() throws {
        #expect(try schema().problems(of: JSONValue(json: JSONReport.text(Self.file))) == [])
        #expect(try schema().problems(of: JSONValue(json: JSONReport.text(ResultFile(results: [])))) == [])
    }

    @Test(arguments: [
        (#""schema" : 1"#, #""schema" : 2"#, "$.schema: const"), (#""seed" : 7"#, #""seed" : -7"#, "minimum"),
        (#""status" : "known""#, #""status" : "fine""#, "enum"), (#""why""#, #""reason""#, "required"),
        (#""isMet" : true"#, #""isMet" : "yes""#, "type"), (#""index" : 1"#, #""index" : 0"#, "minimum"),
    ])
    func theSchemaRefuses(text: String, changed: String, problem: String) throws {
        let report = try JSONReport.text(Self.file)
        #expect(report.contains(text))
        let problems = try schema().problems(of: JSONValue(json: report.replacing(text, with: changed)))
        #expect(problems.contains { $0.contains(problem) }, "\(problems)")
    }

    @Test func theSchemaNamesEveryWordAndEveryKey() throws {
        let result = try #require(schema().root["$defs"]?["result"])
        #expect(result["properties"]?["status"]?["enum"]?.items?.compactMap(\.text) == Status.allCases.map(\.rawValue))
        let outcomes = result["properties"]?["outcome"]?["enum"]?.items
        #expect(outcomes?.compactMap(\.text) == Outcome.allCases.map(\.rawValue))
        let keys = Mirror(reflecting: RunResult.sample()).children.compactMap(\.label)
        #expect(Set(keys) == Set(result["properties"]?.members.keys.map { $0 } ?? []))
    }

    @Test func aReportReadsBackAndEqualResultsAreEqualText() throws {
        let text = try JSONReport.text(Self.file)
        let read = try JSONDecoder().decode(ResultFile.self, from: Data(text.utf8))
        #expect(read == Self.file)
        #expect(try JSONReport.text(read) == text)
    }

    @Test(arguments: [
        ("{}", "is no result file"), ("[]", "is no result file"), ("", "is no result file"),
        (#"{"schema": 9, "chaospull": "9", "results": []}"#, "has schema 9, and this version reads 1"),
        (
            #"{"schema": 1, "chaospull": "1", "results": [], "part": {"shard": {"index": 3, "count": 2}, "cells": 1}}"#,
            "is no result file"
        ),
    ])
    func aFileThatIsNoneIsNamed(text: String, problem: String) throws {
        let path = FileManager.default.temporaryDirectory.path + "/results-\(UInt64.random(in: .min ... .max)).json"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(text.utf8).write(to: URL(filePath: path))
        let error = try #require(throws: ChaosPullError.self) { try ResultFile(contentsOf: path) }
        #expect(error.message.contains(path) && error.message.contains(problem), "\(error)")
    }

    @Test func aFileThatIsNotThereIsNamed() throws {
        let error = try #require(throws: ChaosPullError.self) { try ResultFile(contentsOf: "/proc/nothing.json") }
        #expect(error.message.hasPrefix("file /proc/nothing.json cannot be read"))
    }
}
