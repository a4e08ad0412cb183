import ArgumentParser
import ChaosPull

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell the story of a run: what was injected, what the puller did, why the verdict."
    )

    @Argument(help: "Folders of runs, or folders of them.")
    var folders: [String]

    func run() throws {
        print(try SavedRuns.read(folders).map(\.pullRun.story).joined(separator: "\n"), terminator: "")
    }
}
