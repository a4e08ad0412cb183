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
    /// What the runs can be chosen by.
    let filters: PageFilters?
    let legend = Status.legend
    /// The listed shortcomings that showed.
    let shortcomings: PageShortcomings?
    /// How the pullers stand to clauses of specifications.
    let conformance: PageClauses?
    /// Which runs have no picture, and why.
    let leftOut: String?
    let runs: [PageRun]

    init(
        _ file: ResultFile, pictures: PictureChoice, timeline: (RunResult) throws(ChaosPullError) -> [Event]?,
        observations: (RunResult) -> Observations?, address: (RunResult) -> String?
    ) {
        let results = file.results
        let drawn = DrawnRuns(results, pictures)
        summary = ConsoleReport.summary(results)
        chaospull = file.chaospull
        part = file.part
        (pullers, rows) = PageRow.matrix(results)
        let planes = RunPlanes(results)
        filters = PageFilters(results, pullers: pullers, planes: planes)
        shortcomings = PageShortcomings(results)
        conformance = PageClauses(results)
        leftOut = drawn.note
        runs = results.enumerated().map { index, result in
            let isDrawn = drawn.places.contains(index)
            var events: [Event]?
            var noPicture = drawn.overflow.contains(index) ? drawn.reason : nil
            if isDrawn {
                do throws(ChaosPullError) { events = try timeline(result) } catch { noPicture = error.message }
            }
            return PageRun(
                result, number: index + 1, planes: planes.text(of: result.scenario), timeline: events,
                observations: isDrawn ? observations(result) : nil, noPicture: noPicture, address: address(result))
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
