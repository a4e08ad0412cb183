import Faults
import Judging
import SampleRuns
import Testing

@testable import Reports

/// Which runs have a picture on the page, and what it says about the others.
@Suite struct PictureTests {
    private static let asExpected = "Runs that ended as expected have no picture; their folders hold all that was seen."

    private func page(passed: Int, failed: Int, _ choice: PictureChoice) throws -> String {
        let results =
            (0..<passed).map { RunResult.sample("good-\($0)") }
            + (0..<failed).map { RunResult.sample("bad-\($0)", .failed, .failed) }
        return try HTMLReport.text(ResultFile(results: results), pictures: choice) { _ in
            [Event(time: 1, body: .output(OutputLine(program: "x", line: "error")))]
        }
    }

    private func pictures(_ page: String) -> Int { page.ranges(of: "<h3>What happened</h3>").count }

    @Test func onlyTheUnexpectedHaveOne() throws {
        let page = try page(passed: 3, failed: 2, .unexpected)
        #expect(pictures(page) == 2 && page.contains("<p class=\"soft\">\(Self.asExpected)</p>"))
        #expect(!page.contains("No picture"))
    }

    @Test func allHaveOne() throws {
        let page = try page(passed: 3, failed: 2, .all)
        #expect(pictures(page) == 5 && !page.contains("have no picture") && !page.contains("No picture"))
    }

    @Test func whatIsTooManyIsTold() throws {
        let page = try page(passed: 3, failed: 300, .unexpected)
        #expect(pictures(page) == 200)
        #expect(page.contains("\(Self.asExpected) Of the 300 other runs, the first 200 have one."))
        #expect(page.ranges(of: "No picture: the page has 200 already").count == 100)
    }

    /// Of all runs, too, those that someone has to look at come first.
    @Test func theUnexpectedComeFirst() throws {
        let page = try page(passed: 1100, failed: 2, .all)
        #expect(pictures(page) == 1000)
        #expect(page.contains("Of 1102 runs, 1000 have a picture, those that did not end as expected first"))
        #expect(page.ranges(of: "No picture: the page has 1000 already").count == 102)
        let bad = try #require(page.firstRange(of: "Title of bad-0"))
        #expect(pictures(String(page[bad.lowerBound...])) == 2)
    }

    /// One bad file costs one picture, not the report.
    @Test func aTimelineThatCannotBeReadIsTold() throws {
        let results = ["a", "b", "c"].map { RunResult.sample($0, .failed, .failed) }
        let page = try HTMLReport.text(ResultFile(results: results)) { result throws(ChaosPullError) in
            switch result.scenario {
            case "a": throw ChaosPullError("out/a/timeline.jsonl:3: this is no <JSON>")
            case "b": []
            default: sampleTimeline
            }
        }
        #expect(page.contains("<p class=\"soft\">No picture: out/a/timeline.jsonl:3: this is no &lt;JSON&gt;</p>"))
        #expect(page.contains("No picture: the timeline has nothing to draw"))
        #expect(pictures(page) == 1)
    }

    @Test func onlyWhatIsDrawnIsRead() throws {
        var read: [String] = []
        let results = [
            RunResult.sample("good"), .sample("bad", .failed, .failed), .sample("known", .known, .failed),
            .sample("skipped", .skipped, nil), .sample("fixed", isFixed: true),
        ]
        _ = try HTMLReport.text(ResultFile(results: results)) { result in
            read.append(result.scenario)
            return nil
        }
        #expect(read == ["bad", "fixed"])
        read = []
        _ = try HTMLReport.text(ResultFile(results: results), pictures: .all) { result in
            read.append(result.scenario)
            return nil
        }
        #expect(read == ["good", "bad", "known", "fixed"])
    }

    @Test func aChoiceIsRead() throws {
        for choice in PictureChoice.allCases { #expect(try PictureChoice(parsing: choice.rawValue) == choice) }
        for (word, message) in [
            ("some", "unknown choice of pictures 'some'; expected unexpected or all"),
            ("unexpcted", "unknown choice of pictures 'unexpcted'; did you mean 'unexpected'?"),
            ("", "unknown choice of pictures ''"), ("ALL", "unknown choice of pictures 'ALL'"),
        ] {
            let error = try #require(throws: ChaosPullError.self) { try PictureChoice(parsing: word) }
            #expect(error.message.hasPrefix(message), "\(error.message)")
        }
    }
}
