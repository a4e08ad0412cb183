import ArgumentParser
import ChaosPull
import Diagnosis
import Foundation
import Scenarios

struct DiagnoseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Say what most likely happened, from an error text or a log.",
        discussion: """
            Compares the text with what pullers printed in the scenarios, and names the cause, what to look at on one's \
            own machine, and the command that reproduces it. Names, addresses, digests and times do not matter. Needs no \
            network and runs nothing. Without a text it reads a log from standard input.

            Exit codes: 0 something like it was seen, 1 nothing like it was seen, 64 wrong usage.
            """
    )

    /// The most bytes of a log that are read.
    private static let longestInput = 16 << 20

    @Argument(help: "An error text; several words are joined. Without it: standard input.")
    var text: [String] = []

    @Option(help: ArgumentHelp("The puller that printed it, as in docker.", valueName: "name"))
    var puller: String?

    @Option(help: ArgumentHelp("The observations to compare with.", valueName: "file"))
    var atlas: String?

    @Option(help: ArgumentHelp("The folder that describes the causes.", valueName: "folder"))
    var causes: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let (atlas, catalog) = try read()
        var input = text.joined(separator: " ")
        if text.isEmpty {
            let bytes = try FileHandle.standardInput.read(upToCount: Self.longestInput) ?? Data()
            input = String(decoding: bytes, as: UTF8.self)
        }
        guard let diagnosis = Diagnostician(atlas).diagnosis(of: input, puller: puller) else {
            print(json ? "{\"seen\":false}\n" : Diagnosis.notSeen, terminator: "")
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.failed)
        }
        print(json ? try diagnosis.json(catalog) : diagnosis.text(catalog), terminator: "")
    }

    private func read() throws -> (Atlas, CauseCatalog) {
        guard let file = atlas ?? Atlas.place else {
            throw ValidationError("no docs/atlas.json here or installed; expected --atlas FILE")
        }
        guard let folder = causes ?? CauseCatalog.folder(near: "") else {
            throw ValidationError("no folder 'causes' here or installed; expected --causes FOLDER")
        }
        do {
            return (try Atlas(contentsOf: file), try CauseCatalog(folder: folder))
        } catch {
            printError(error.description)
            throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
        }
    }
}
