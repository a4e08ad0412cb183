import ArgumentParser
import ChaosPull
import Judging

/// The reports that the options name.
struct RequestedReports {
    let requests: [ReportRequest]
    let pictures: PictureChoice

    /// - Parameter folders: the possible folders of a result's timeline.
    func write(_ file: ResultFile, isStrict: Bool = false, folders: (RunResult) -> [String] = { [$0.folder] }) throws {
        for request in requests {
            try request.write(file, pictures: pictures, isStrict: isStrict) { result throws(ChaosPullError) in
                try SavedTimeline.events(inFirstOf: folders(result))
            } observations: { result in
                SavedObservations.inFirst(of: folders(result))
            }
        }
    }

    /// Writes the reports of runs; one that cannot be written ends the command as broken.
    func writeOrBreak(_ file: ResultFile, isStrict: Bool) throws {
        do {
            try write(file, isStrict: isStrict)
        } catch let error as ChaosPullError {
            printError(error.message)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.broken)
        }
    }
}
