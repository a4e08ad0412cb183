import ArgumentParser
import ChaosPull
import Faults

/// The options about reports, the same for every command that has results.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .customLong("report"),
        help: ArgumentHelp("A report to write: junit, json, html or markdown; may be repeated.", valueName: "kind=file")
    )
    var reports: [String] = []

    @Option(
        help: ArgumentHelp(
            "Which runs have a picture on the HTML page: unexpected, those that did not end as expected, or all. "
                + "(default: unexpected)",
            valueName: "unexpected|all")
    )
    var pictures: String?

    /// Finds wrong kinds, files and choices before anything runs.
    func requests() throws -> RequestedReports {
        do {
            let requests = try ReportRequest.parse(reports)
            let choice = try pictures.map(PictureChoice.init(parsing:))
            if let choice, !requests.contains(where: { $0.kind == .html }) {
                throw ChaosPullError(
                    "--pictures \(choice.rawValue) is about the HTML page; expected '--report html=FILE' too")
            }
            for request in requests { try request.prepare() }
            return RequestedReports(requests: requests, pictures: choice ?? .unexpected)
        } catch let error as ChaosPullError {
            printError(error.message)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
    }
}
