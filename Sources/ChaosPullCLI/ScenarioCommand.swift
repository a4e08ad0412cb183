import ArgumentParser
import ChaosPull
import Scenarios

struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "Look at scenarios.", subcommands: [Show.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print a scenario, to read it or to begin one of your own with it.")

        @Argument(help: "Scenario files, or names as 'chaospull list scenarios' prints them.")
        var names: [String]

        func run() throws {
            // Read first, so that what is wrong is told with its place.
            _ = try Matrix.scenarios(names)
            for file in try ScenarioFiles.find(paths: names) {
                print(try ScenarioFiles.text(of: file), terminator: "")
            }
        }
    }
}
