import ArgumentParser
import ChaosPull
import Foundation
import Scenarios

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a first scenario, with a comment about each line.",
        discussion: """
            An editor with a YAML language server then completes keys and says what is wrong. No file is overwritten.

            Exit codes: 0 written, 64 wrong usage.
            """
    )

    @Argument(help: "The file of the new scenario.", completion: .file(extensions: ["yaml"]))
    var file = "first.yaml"

    func validate() throws {
        guard file.hasSuffix(".yaml") else {
            throw ValidationError("'\(file)' does not end in .yaml, as files of scenarios do; expected '\(file).yaml'")
        }
    }

    func run() throws {
        let schema = ScenarioSchema.address
        do {
            // A file that another process makes meanwhile is not overwritten either.
            try Data(FirstScenario.text(schema: schema).utf8)
                .write(to: URL(filePath: file), options: .withoutOverwriting)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            try refuse("\(file) is there already; give the new one another name, as in 'chaospull init second.yaml'")
        } catch {
            try refuse("\(file) cannot be written; expected a file in a folder that is there and can be written to")
        }
        let note = schema == nil ? "; no schema for editors was found" : ""
        print(
            """
            \(file) is written\(note). Read it, then run it as root:
              chaospull run \(file) --puller skopeo
            After a change, 'chaospull check \(file)' says what is wrong; 'chaospull list faults' names what can go wrong.
            """)
    }

    private func refuse(_ reason: String) throws -> Never {
        printError(reason)
        throw ArgumentParser.ExitCode(ChaosPull.ExitCode.usage)
    }
}
