import ArgumentParser
import ChaosPull

struct ScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "Look at scenarios.", subcommands: [Show.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print a scenario, to read it or to begin one of your own with it.")

        @Argument(help: "Scenario files, or names as 'chaospull list scenarios' prints them.")
        var names: [String]

        func run() throws {
            for scenario in try Matrix.scenarios(names) { print(scenario.source, terminator: "") }
        }
    }
}
