import Faults
import Judging

/// The values of the whole page.
struct ReportPage {
    let css = HTMLStyle.css
    let summary: String
    let chaospull: String
    let part: ResultFile.Part?
    let pullers: [String]
    let rows: [PageRow]
    let legend = Status.legend
    /// How the pullers stand to clauses of specifications.
    let conformance: PageClauses?
    /// Which runs have no picture, and why.
    let leftOut: String?
    let runs: [PageRun]

    init(
        _ file: ResultFile, pictures: PictureChoice, timeline: (RunResult) throws(ChaosPullError) -> [Event]?
    ) {
        let results = file.results
        let drawn = DrawnRuns(results, pictures)
        summary = ConsoleReport.summary(results)
        chaospull = file.chaospull
        part = file.part
        (pullers, rows) = PageRow.matrix(results)
        conformance = PageClauses(results)
        leftOut = drawn.note
        runs = results.enumerated().map { index, result in
            guard drawn.places.contains(index) else {
                return PageRun(
                    result, number: index + 1, noPicture: drawn.overflow.contains(index) ? drawn.reason : nil)
            }
            do throws(ChaosPullError) {
                return PageRun(result, number: index + 1, timeline: try timeline(result))
            } catch {
                return PageRun(result, number: index + 1, noPicture: error.message)
            }
        }
    }
}

/// What a status means, for people who see the page for the first time.
struct LegendEntry {
    let sign: String
    let status: String
    let meaning: String
}

extension Status {
    fileprivate static let legend = [
        (Status.passed, "as expected"), (.known, "falls short as the scenario lists"), (.failed, "not as expected"),
        (.inconclusive, "the fault never took effect"), (.broken, "the test bench failed"), (.skipped, "not run"),
    ].map { LegendEntry(sign: $0.symbol, status: $0.rawValue, meaning: $1) }
}
