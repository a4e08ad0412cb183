import ArgumentParser
import ChaosPull
import Diagnosis
import Foundation
import Scenarios

struct AtlasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "atlas",
        abstract: "Collect what pullers did in runs, for 'diagnose', and make its pages.",
        discussion: """
            Reads the folders that 'run --pullers all --output FOLDER' left and writes FOLDER/atlas.json and, below \
            FOLDER/atlas, pages by error text, by cause and by puller. Without folders it makes the pages again from \
            atlas.json. Nothing is run.
            """
    )

    @Argument(help: "Folders of runs, or folders that contain some.")
    var folders: [String] = []

    @Option(help: ArgumentHelp("Where atlas.json and the pages are.", valueName: "folder"))
    var output = "docs"

    @Option(help: ArgumentHelp("The scenarios, which name the causes.", valueName: "folder"))
    var scenarios = "scenarios"

    func run() throws {
        do {
            let file = output + "/atlas.json"
            if !folders.isEmpty {
                let atlas = try made()
                // Where this machine keeps its pullers says nothing to readers.
                let text = try atlas.json.replacing(NSHomeDirectory() + "/", with: "~/")
                try Data(text.utf8).write(to: URL(filePath: file))
            }
            guard let place = CauseCatalog.folder(near: scenarios + "/") else {
                throw ValidationError("no folder 'causes' beside \(scenarios); expected one")
            }
            let pages = AtlasPages.all(try Atlas(contentsOf: file), try CauseCatalog(folder: place))
            try write(pages)
            print("\(file) and \(pages.count) pages in \(output)/atlas")
        } catch let error as any Error & CustomStringConvertible where error is ChaosPullError || error is ScenarioError
        {
            printError(error.description)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
    }

    /// Pages of an earlier atlas would stay otherwise.
    private func write(_ pages: [AtlasPage]) throws {
        let folder = URL(filePath: output + "/atlas")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) where name.hasSuffix(".html") {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
        try Data(AtlasStyle.css.utf8).write(to: folder.appending(path: AtlasStyle.name))
        for page in pages { try Data(page.html.utf8).write(to: folder.appending(path: page.name)) }
    }

    /// Runs are read one after the other, for all timelines together are larger than memory.
    private func made() throws -> Atlas {
        var results: [RunResult] = []
        var later: [String: LaterFailure] = [:]
        for folder in try SavedRun.folders(in: folders) {
            let run = try SavedRun(folder: folder).pullRun
            results.append(run.result)
            later[run.result.folder] = run.laterFailure
        }
        var causes: [String: [String]] = [:]
        for scenario in try Matrix.scenarios([scenarios]) { causes[scenario.name] = scenario.causes }
        var stories: [String: String] = [:]
        for (name, folder) in Atlas.toldRuns(results) {
            stories[name] = try SavedRun(folder: folder).pullRunWithoutFolder.story
        }
        return Atlas(
            results: results, causes: causes, later: later, stories: stories, chaospull: ChaosPullVersion.current)
    }
}
