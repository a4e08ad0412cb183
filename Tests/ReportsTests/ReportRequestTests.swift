import FoundationEssentials
import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct ReportRequestTests {
    @Test func kindAndFileAreRead() throws {
        let request = try ReportRequest(parsing: "junit=a/b=c.xml")
        #expect(request.kind == .junit && request.path == "a/b=c.xml")
    }

    @Test(arguments: [
        (["junit"], "report 'junit' names no file"), (["html="], "names no file"),
        (["jnuit=a"], "unknown kind of report 'jnuit'; did you mean 'junit'?"), (["=a"], "unknown kind of report ''"),
        (["JSON=a"], "unknown kind"), (["json=a", "html=a"], "two reports would go to a"),
    ])
    func whatIsWrongIsNamed(texts: [String], problem: String) throws {
        let error = try #require(throws: ChaosPullError.self) { try ReportRequest.parse(texts) }
        #expect(error.message.contains(problem), "\(error)")
    }

    @Test(arguments: ReportRequest.Kind.allCases)
    func everyKindIsWritten(kind: ReportRequest.Kind) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/reports-\(UInt64.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let request = try ReportRequest(parsing: "\(kind.rawValue)=\(folder)/deep/report")
        try request.prepare()
        try request.write(ResultFile(results: RunResult.samples))
        #expect(try String(contentsOfFile: request.path, encoding: .utf8).contains("udp-loss"))
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
        let request = try ReportRequest(parsing: "json=/proc/nowhere/r.json")
        #expect(try #require(throws: ChaosPullError.self) { try request.prepare() }.message.contains("/proc/nowhere"))
        let error = try #require(throws: ChaosPullError.self) { try request.write(ResultFile(results: [])) }
        #expect(error.message.hasPrefix("file /proc/nowhere/r.json cannot be written"))
    }
}
