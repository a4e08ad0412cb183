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
        for (place, folder) in try SavedRuns.folders(folders).enumerated() {
            if place > 0 { print() }
            print(try SavedRuns.read(folder).pullRun.story, terminator: "")
        }
    }
}
