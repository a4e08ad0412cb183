import ArgumentParser
import ChaosPull

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge the result files of shards, and report on all of them.",
        discussion: """
            Reads what 'run --shard I/N --report json=FILE' wrote. A missing shard and a duplicate cell are errors. Exit \
            codes are those of 'run'.
            """
    )

    @Argument(help: "The result file of every shard.")
    var files: [String]

    @OptionGroup var reports: ReportOptions

    @Flag(help: "Fail also if a listed shortcoming no longer occurs.")
    var strict = false

    func run() throws {
        let requests = try reports.requests()
        let merged: ResultFile
        var folders: [String: [String]] = [:]
        do {
            let files = try files.map { (name: $0, file: try ResultFile(contentsOf: $0)) }
            merged = try ResultFile.merging(files)
            // A run's folder is relative to where its shard ran. The result file came from there too, so the folder may
            // be beside it.
            for (name, file) in files {
                let parent = name.lastIndex(of: "/").map { String(name[..<$0]) } ?? "."
                for result in file.results { folders[result.folder] = [result.folder, "\(parent)/\(result.folder)"] }
            }
            try requests.write(merged, isStrict: strict) { folders[$0.folder] ?? [] }
        } catch let error as ChaosPullError {
            printError(error.message)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
        let agreements = Agreement.all(of: merged.results)
        print(ConsoleReport.text(merged.results, width: TerminalWidth.current), terminator: "")
        print(ConsoleReport.agreements(agreements), terminator: "")
        throw ArgumentParser.ExitCode(
            ChaosPull.ExitCode.of(merged.results, isStrict: strict, agreements: agreements)
        )
    }
}
