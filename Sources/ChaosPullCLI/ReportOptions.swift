import ArgumentParser
import ChaosPull
import Faults

/// The option `--report`, the same for every command that has results.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .customLong("report"),
        help: ArgumentHelp("A report to write: junit, json, html or markdown; may be repeated.", valueName: "kind=file")
    )
    var reports: [String] = []

    /// Finds wrong kinds and files before anything runs.
    func requests() throws -> [ReportRequest] {
        do {
            let requests = try ReportRequest.parse(reports)
            for request in requests { try request.prepare() }
            return requests
        } catch let error as ChaosPullError {
            printError(error.message)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
    }
}

extension [ReportRequest] {
    /// - Parameter folders: the possible folders of a result's timeline.
    func write(_ file: ResultFile, isStrict: Bool = false, folders: (RunResult) -> [String] = { [$0.folder] }) throws {
        let timelines =
            contains { $0.kind == .html }
            ? file.results.map { $0.isDrawn ? SavedTimeline.events(in: folders($0)) : [] } : [[Event]]()
        for request in self { try request.write(file, timelines: timelines, isStrict: isStrict) }
    }
}
