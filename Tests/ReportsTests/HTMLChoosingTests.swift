import Faults
import FoundationEssentials
import ImageContent
import Judging
import SampleRuns
import Testing

@testable import Reports

/// The matrix of the page, and what its runs are chosen by.
@Suite struct HTMLChoosingTests {
    private static let results: [RunResult] = [
        .sample(
            "udp-loss", "podman", version: "4.3.1", .known, .failed, seconds: 128.47,
            fired: [
                .init(name: "packet.drop", match: "udp", fired: 3), .init(name: "http.status", match: "", fired: 0),
            ],
            shortcomings: ["one-lookup"]),
        .sample("udp-loss", "docker", .skipped, nil),
        .sample("control", "podman", version: "4.3.1", seconds: 4.2),
        .sample("control", "docker", isFixed: true, seconds: 0.05),
    ]

    private func page(_ results: [RunResult] = results) throws -> String {
        try HTMLReport.text(ResultFile(results: results))
    }

    @Test func aCellTellsSignOutcomeAndTime() throws {
        let page = try page()
        for (number, sign, words) in [
            (1, "≈", "failed 128 s"), (2, "–", "skipped"), (3, "✔", "pulled 4.20 s"), (4, "✔", "pulled 0.05 s (fixed)"),
        ] {
            let link = try #require(
                page.firstMatch(of: try Regex("<td><a href=\"#run-\(number)\".*?</td>"))?.0.description)
            #expect(link.contains(">\(sign)</span>\(words)</a>"), "\(link)")
        }
        #expect(page.contains(#"aria-label="known: failed 128 s""#) && page.contains(#"aria-label="skipped""#))
        #expect(
            page.contains(#"<th scope="row">udp-loss</th>"#) && page.contains(#"<th scope="col">podman 4.3.1</th>"#))
    }

    @Test func seedsShareACell() throws {
        let page = try page([1, 2].map { .sample("a", "docker", seed: $0, .passed, .pulled, why: "", seconds: 1) })
        #expect(page.contains("pulled 1.00 s seed 1</a>") && page.contains("pulled 1.00 s seed 2</a>"))
    }

    @Test func theChoicesAreThoseThatOccur() throws {
        let page = try page()
        let options = page.matches(of: /<option value="([^"]*)">/).map { String($0.1) }
        #expect(
            options == [
                "", "podman 4.3.1", "docker 20.10.24", "", "packet", "http", "none", "", "known", "passed", "skipped",
            ])
        #expect(page.ranges(of: "<label>").count == 3 && page.ranges(of: "<select name=").count == 3)
        #expect(page.contains(#"<form class="filters" hidden="">"#), "without a script it would do nothing")
        #expect(try !self.page([.sample()]).contains("<form"))
    }

    @Test func everyRunTellsWhatItIsChosenBy() throws {
        let page = try page()
        let runs = page.matches(of: /data-puller="([^"]*)" data-plane="([^"]*)" data-verdict="([^"]*)"/).map {
            [String($0.1), String($0.2), String($0.3)]
        }
        #expect(
            runs == [
                ["podman 4.3.1", "http packet", "known"], ["docker 20.10.24", "http packet", "skipped"],
                ["podman 4.3.1", "none", "passed"], ["docker 20.10.24", "none", "passed"],
            ])
    }

    @Test func shortcomingsAreGroupedByPullerAndCause() throws {
        let page = try page()
        #expect(page.contains("<summary>podman 4.3.1 falls short in 1 scenario, for 1 reason</summary>"))
        #expect(page.contains(##"<li><code>one-lookup</code>: <a href="#run-1">udp-loss</a></li>"##))
        #expect(try !self.page([.sample()]).contains("<h2>Shortcomings</h2>"))
    }

    /// If this fails, the hash in `PageScript.swift` is to be the one that it tells.
    @Test func thePageAllowsItsOwnScriptAndNoOther() throws {
        let digits = Array(Digest.sha256(of: Array(PageScript.text.utf8)).hex)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
        let hash = Data(bytes).base64EncodedString()
        #expect(PageScript.hash == hash)
        let page = try page()
        #expect(page.contains("script-src 'sha256-\(hash)'"))
        #expect(page.contains("<script>\(PageScript.text)</script>"))
    }

    @Test(arguments: [
        ("report.html", "chaospull-results/a.b", "./chaospull-results/a.b/"),
        ("out/report.html", "results/a", "./../results/a/"), ("/tmp/report.html", "results/a", "./../base/results/a/"),
        ("report.html", "/base/results/a", "./results/a/"), ("../x/report.html", "./a", "./../base/a/"),
        ("report.html", "a b/c:é#", "./a%20b/c%3A%C3%A9%23/"), ("a/report.html", "a", "./"),
    ])
    func aFolderIsNamedFromThePage(page: String, folder: String, address: String) {
        #expect(FolderLink.address(from: page, to: folder, base: "/base") == address)
    }

    @Test func aFolderThatIsHereIsLinked() throws {
        let base = FileManager.default.temporaryDirectory.path() + "chaospull-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: base) }
        try FileManager.default.createDirectory(atPath: base + "/runs/one", withIntermediateDirectories: true)
        let request = try ReportRequest(parsing: "html=\(base)/report.html")
        func run(_ folder: String) -> RunResult {
            RunResult(
                scenario: "a", title: "A", puller: "docker", version: "1", seed: 1,
                verdict: Verdict(status: .passed, outcome: .pulled, why: ""), seconds: 1, folder: folder)
        }
        try request.write(ResultFile(results: [run(base + "/runs/one"), run(base + "/runs/gone")]))
        let page = try #require(
            FileManager.default.contents(atPath: request.path).map { String(decoding: $0, as: UTF8.self) })
        #expect(page.contains(#"<a href="./runs/one/">"#))
        #expect(page.contains("is in \(base)/runs/gone."))
    }
}
