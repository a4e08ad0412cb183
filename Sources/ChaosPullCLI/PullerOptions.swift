import ArgumentParser
import ChaosPull

/// The options that name pullers, the same for every command that has pullers.
struct PullerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            A puller, as in docker, or docker@trixie for the one in that root; may be repeated. Without it, all of this \
            machine's own, and for each one that it lacks, the one of the newest root that has it.
            """, valueName: "name"
        )
    )
    var puller: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            A folder with the programs of a build of your own, for the --puller before it: an unpacked release, an \
            unpacked package, or the programs themselves. Its runs are named docker+with, or by the NAME of NAME=FOLDER.
            """, valueName: "folder"
        )
    )
    var with: String?

    @Option(
        help: ArgumentHelp(
            "Several pullers separated by commas, or all: every puller of every root too.", valueName: "names|all"
        )
    )
    var pullers: String?

    @OptionGroup var custom: CustomPullerOptions

    func validate() throws {
        guard with == nil else { throw ValidationError("--with belongs behind a --puller, whose build it names") }
    }

    var names: [String] {
        puller + (pullers ?? "").split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init)
    }
}
