import ArgumentParser
import ChaosPull

@main
struct ChaosPullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaospull",
        abstract: "Run real container image pullers against faults, and judge what they do.",
        version: ChaosPullVersion.current,
        subcommands: [
            RunCommand.self, InitCommand.self, CheckCommand.self, PlanCommand.self, ListCommand.self,
            ScenarioCommand.self, DoctorCommand.self, JudgeCommand.self, ExplainCommand.self, ReplayCommand.self,
            ShellCommand.self, ExecCommand.self, ServeCommand.self, CtlCommand.self, CompareCommand.self,
            MergeCommand.self, RootsCommand.self, DiagnoseCommand.self, AtlasCommand.self,
        ]
    )

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        // An option of ArgumentParser does not know after which other one it stands.
        await main(BuildOption.joined(arguments))
    }
}
