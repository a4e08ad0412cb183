import ArgumentParser
import ChaosPull
import Scenarios

/// The saved runs that the arguments of a command name; wrong names are usage errors.
enum SavedRuns {
    static func folders(_ paths: [String]) throws -> [String] {
        try usage { try SavedRun.folders(in: paths) }
    }

    /// - Parameter scenario: a scenario to judge against, or a folder of scenarios; nil for the run's own.
    static func read(_ folder: String, scenario: String? = nil) throws -> SavedRun {
        try usage { try SavedRun(folder: folder, scenarioFile: scenario) }
    }

    private static func usage<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as any Error & CustomStringConvertible where error is ChaosPullError || error is ScenarioError
        {
            printError(error.description)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
    }
}
