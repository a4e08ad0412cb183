import ArgumentParser

/// The options that describe pullers of the user's own, the same for every command that has pullers.
struct CustomPullerOptions: ParsableArguments {
    @Option(
        name: .customLong("puller-file"),
        help: ArgumentHelp(
            "A file that describes a puller of your own, see docs/custom-puller.md; may be repeated.", valueName: "file"
        )
    )
    var pullerFiles: [String] = []

    @Option(
        name: .customLong("command"),
        help: ArgumentHelp(
            """
            A puller of your own that is just a command, as in 'mytool pull {image}'; may be repeated. What it stores is \
            not verified.
            """, valueName: "command"
        )
    )
    var commands: [String] = []
}
