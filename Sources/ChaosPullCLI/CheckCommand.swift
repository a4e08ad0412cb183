import ArgumentParser
import ChaosPull
import Scenarios

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what is wrong with scenario files, without running them."
    )

    @Argument(help: "Scenario files, or folders of them.")
    var paths: [String]

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
        print("\(count) scenarios, \(errors) wrong")
        if errors > 0 { throw ArgumentParser.ExitCode(ChaosPull.ExitCode.failed) }
    }
}
