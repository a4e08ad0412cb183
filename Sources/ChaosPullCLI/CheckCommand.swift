import ArgumentParser
import ChaosPull
import Scenarios

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check scenario files without running them."
    )

    @Argument(help: "Scenario files or folders.")
    var paths: [String] = []

    @Option(
        name: .customLong("puller-file"),
        help: ArgumentHelp("A file that describes a puller; may be repeated.", valueName: "file")
    )
    var pullerFiles: [String] = []

    func validate() throws {
        guard !paths.isEmpty || !pullerFiles.isEmpty else {
            throw ValidationError("nothing to check; expected scenario files, folders of them, or --puller-file")
        }
    }

    func run() throws {
        var count = 0
        var errors = 0
        do {
            for path in try ScenarioFiles.find(paths: paths) {
                count += 1
                do {
                    _ = try Scenario(contentsOf: path)
                } catch {
                    errors += 1
                    printError("\(error)")
                }
            }
        } catch {
            printError("\(error)")
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
        var pullerErrors = 0
        for file in pullerFiles {
            do {
                _ = try PullerDefinition(contentsOf: file)
            } catch {
                pullerErrors += 1
                printError("\(error)")
            }
        }
        if !paths.isEmpty { print("\(count) scenarios, \(errors) wrong") }
        if !pullerFiles.isEmpty { print("\(pullerFiles.count) pullers, \(pullerErrors) wrong") }
        errors += pullerErrors
        if errors > 0 { throw ArgumentParser.ExitCode(ChaosPull.ExitCode.failed) }
    }
}
