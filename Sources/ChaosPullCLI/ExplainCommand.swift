import ArgumentParser
import ChaosPull

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell the story of a run: what was injected, what the puller did, and the reason of the verdict."
    )

    @Argument(help: "Folders of runs, or folders that contain some.")
    var folders: [String]

    func run() throws {
        print(try SavedRuns.read(folders).map(\.pullRun.story).joined(separator: "\n"), terminator: "")
    }
}
