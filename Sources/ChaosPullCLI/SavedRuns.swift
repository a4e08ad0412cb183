import ArgumentParser
import ChaosPull
import Scenarios

/// The saved runs that the arguments of a command name; wrong names are usage errors.
enum SavedRuns {
    static func read(_ folders: [String], scenario: String? = nil) throws -> [SavedRun] {
        do {
            return try SavedRun.folders(in: folders).map { try SavedRun(folder: $0, scenarioFile: scenario) }
        } catch let error as any Error & CustomStringConvertible where error is ChaosPullError || error is ScenarioError
        {
            printError(error.description)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
    }
}
