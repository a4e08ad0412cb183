import ArgumentParser
import ChaosPull

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Print what would run, without running it."
    )

    @Argument(help: "Scenario files, folders of them, or names such as udp-loss.")
    var paths: [String]

    @OptionGroup var pullers: PullerOptions

    @Option(help: "The seed of everything random.")
    var seed: UInt64 = 1

    func run() async throws {
        let cells = try await Matrix.cells(paths: paths, pullers: pullers, seed: seed)
        print(cells.map(\.planText).joined(separator: "\n"), terminator: "")
    }
}
