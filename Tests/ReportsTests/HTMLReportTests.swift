import Faults
import Judging
import SampleRuns
import Testing

@testable import Reports

@Suite struct HTMLReportTests {
    private static func page() throws -> String {
        try HTMLReport.text(ResultFile(results: RunResult.samples, chaospull: "0.0.0")) { result in
            result.status == .failed || result.isFixed ? sampleTimeline : nil
        } observations: { result in
            result.status == .failed ? .limited : nil
        }
    }

    @Test func theReportIsThis() throws { try Golden.expect(try Self.page(), is: "report.html") }

    @Test func nothingOfAPullerBecomesMarkup() throws {
        let page = try Self.page()
        #expect(page.ranges(of: "<script").count == 1, "the page's own")
        #expect(page.contains("&lt;script&gt;"))
        #expect(!page.contains("<!--"))
        #expect(page.contains("{{x}}"), "what a puller printed was taken for a template")
        let raw = page.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E }
        #expect(raw.isEmpty)
    }

    /// With these, `<` is one character as people see it (UAX 29, rules GB9 and GB9b), and to a browser it still is `<`.
    @Test(arguments: ["\u{600}<b id=x>", "\u{110BD}<b id=x>", "\"\u{301} id=x y=\"", "<\u{FE0F}", "&\u{200D}lt;"])
    func noNeighbourHidesACharacter(text: String) throws {
        let result = RunResult.sample(text, .failed, .failed, unmet: [text], why: text, error: text)
        let page = try HTMLReport.text(ResultFile(results: [result], chaospull: text))
        #expect(page.contains(MarkupText.escaped(text)))
        #expect(!page.unicodeScalars.contains(text.unicodeScalars), "\(text)")
    }

    /// Names come from files and versions from programs, so they are hostile too.
    @Test func everyTextIsEscaped() throws {
        let evil = "<b id=x>\"'&"
        let result = RunResult(
            scenario: evil, title: evil, puller: evil, version: evil, seed: 1,
            verdict: Verdict(
                status: .failed, outcome: .failed,
                findings: [Finding(evil, isMet: false, expected: evil, actual: evil, evidence: [evil])], why: evil),
            seconds: .nan, folder: evil, errorText: evil,
            firedFaults: [.init(name: evil, match: evil, fired: 1)], requests: [evil: 1]
        )
        let timeline: [Event.Body] = [
            .phase(Phase(.pullStarted)), .act(ActDone(fault: 0, what: evil)),
            .dns(DNSExchange(name: evil, type: evil, over: evil, answer: evil, records: 0)),
            .output(OutputLine(program: evil, line: "error " + evil)), .phase(Phase(.pullEnded)),
        ]
        let events = timeline.enumerated().map { Event(time: Double($0), body: $1) }
        let page = try HTMLReport.text(ResultFile(results: [result], chaospull: evil)) { _ in events }
        #expect(!page.contains("<b id"))
        // Except for the head, where HTML is lenient, the page is well-formed XML.
        let start = try #require(page.firstRange(of: "<body>")?.lowerBound)
        let end = try #require(page.firstRange(of: "</html>")?.lowerBound)
        let body = page[start..<end].replacing("<br>", with: "<br/>")
        #expect(XMLReader.elements(String(body)) != nil)
    }

    @Test func nothingIsLoadedFromElsewhere() throws {
        let page = try Self.page()
        for pattern in [#"\ssrc\s*="#, #"url\("#, "@import", "<link", "https?://", #"href="[^#]"#] {
            #expect(page.firstMatch(of: try Regex(pattern)) == nil, "\(pattern)")
        }
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("prefers-color-scheme:dark"))
    }

    @Test func everyLinkOfTheMatrixLeadsToARun() throws {
        let page = try Self.page()
        let links = page.matches(of: /href="#(run-\d+)" class="link/).map { String($0.1) }
        let places = page.matches(of: /id="(run-\d+)"/).map { String($0.1) }
        #expect(links.count == RunResult.samples.count && Set(links) == Set(places) && places.count == links.count)
    }

    @Test(arguments: ["Pulls", "Faults", "DNS", "Packets", "TCP", "HTTP", "Kernel", "Output"])
    func aLaneIsThere(name: String) {
        let lane = TimelineLanes(sampleTimeline).lanes.first { $0.name == name }
        #expect(lane?.marks.isEmpty == false && lane?.key.isEmpty == false)
    }

    @Test func wordsAndShapesSayWhatColoursSay() throws {
        let lanes = TimelineLanes(sampleTimeline).lanes
        func marks(_ name: String) -> [Mark] { lanes.first { $0.name == name }?.marks ?? [] }
        #expect(marks("HTTP").map(\.label) == ["layer-1 200 reset ✕", "manifest 200"])
        #expect(marks("TCP").map(\.label) == ["cdn", "auth ✕ TLS"])
        #expect(marks("DNS").map(\.label) == ["cdn", "cdn", "auth silence"])
        #expect(marks("Packets").count == 1, "a packet that was spared is not shown")
        // From the start of the pull, two seconds after that of the clock.
        #expect(marks("Pulls").map(\.label) == ["pull", "follow-up 1"])
        #expect(marks("Pulls").first?.from == 0 && marks("Pulls").first?.to == 6)
    }

    @Test func everyPlaceIsInsideThePicture() {
        var timeline = sampleTimeline
        for time in [-1e300, .nan, .infinity, 1e300] {
            timeline.append(Event(time: time, body: .output(OutputLine(program: "x", line: "error"))))
        }
        for events in [timeline, timeline.reversed(), [], Array(timeline.suffix(1))] {
            let svg = TimelinePicture(events).svg
            for match in svg.matches(of: /x="(-?[0-9.]+)%"/) {
                #expect((0...100).contains(Double(match.1) ?? -1), "\(match.0)")
            }
        }
    }

    @Test func tenThousandLinesStayAPicture() {
        let events = (0..<10_000).map {
            Event(time: Double($0) / 100, body: .output(OutputLine(program: "x", line: "error \($0)")))
        }
        #expect(TimelinePicture(events).svg.utf8.count < 400_000)
    }

    /// As the whole matrix is: most runs are as expected, and one in fifty is not.
    @Test func aMatrixOfFiveThousandCellsIsUnderTenMegabytes() throws {
        let results = (0..<5000).map { index in
            RunResult.sample(
                "scenario-\(index / 50)", "puller-\(index % 50)", seed: 1, index % 50 == 7 ? .failed : .passed, .failed,
                unmet: index % 50 == 7 ? ["pull", "recovers"] : [], why: String(repeating: "because ", count: 10),
                error: String(repeating: "error ", count: 20),
                fired: [.init(name: "packet.drop", match: "udp", fired: 3)]
            )
        }
        let page = try HTMLReport.text(ResultFile(results: results)) { _ in sampleTimeline }
        #expect(page.utf8.count < 10_000_000, "\(page.utf8.count) bytes")
        #expect(page.ranges(of: "<h3>What happened</h3>").count == 100)
    }
}
