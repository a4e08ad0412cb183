import ArgumentParser

@main
struct ChaosPullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaospull",
        abstract: "Run real container image pullers into faults, and judge what they do.",
        subcommands: [
            RunCommand.self, CheckCommand.self, PlanCommand.self, ListCommand.self, DoctorCommand.self,
            JudgeCommand.self, ExplainCommand.self,
        ]
    )
}
