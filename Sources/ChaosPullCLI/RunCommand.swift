import ArgumentParser
import ChaosPull
import Glibc
import Scenarios

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run scenarios with real pullers and judge them.",
        discussion: """
            Exit codes: 0 all passed or known, 1 something failed or was inconclusive, 2 the harness broke, \
            64 wrong usage, 130 interrupted. With --watch: that of the last run.
            """
    )

    @Argument(help: "Scenario files, folders of them, or names such as udp-loss.")
    var paths: [String]

    @OptionGroup var pullers: PullerOptions

    @Option(help: "The seed of everything random.")
    var seed: UInt64 = 1

    @Option(
        help: "Several seeds, as in 1-20 or 1,5,7-9; each one is run and counted.",
        transform: { text in try ValidationError.instead { try SeedList(text).seeds } }
    )
    var seeds: [UInt64]?

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp("Run each cell this often, and fail if its verdicts differ.", valueName: "n")
    )
    var repetitions = 1

    @Option(help: "Who asks again after a pull that failed, whatever the scenarios say: kubelet.")
    var pullsAgain: PullSettings.Again?

    @Option(help: "How many runs at once; by default four per processor, because runs mostly wait.")
    var jobs: Int?

    @Option(help: "The folder for the runs' folders.")
    var output = "chaospull-results"

    @Option(help: ArgumentHelp("Run only one part of the matrix, as in 2/4.", valueName: "i/n"))
    var shard: String?

    @OptionGroup var reports: ReportOptions

    @Flag(help: "Capture the traffic as capture.pcapng in each run's folder, with the TLS secrets.")
    var capture = false

    @Flag(help: "Record the faults' decisions as decisions.jsonl in each run's folder, for 'chaospull replay'.")
    var record = false

    @Option(help: ControlHelp.option)
    var control: String?

    @Flag(help: "Fail also if a listed shortcoming no longer occurs.")
    var strict = false

    @Flag(help: "Run again each time one of the scenario files, or a file of a build or of a puller, changes.")
    var watch = false

    func validate() throws {
        try OutputFolder.check(output)
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs is \(jobs); expected 1 to 256") }
        guard (1...1000).contains(repetitions) else {
            throw ValidationError("--repeat is \(repetitions); expected 1 to 1000")
        }
    }

    func run() async throws {
        let requests = try reports.requests()
        guard watch else {
            throw ArgumentParser.ExitCode(try await withInterruption { try await runOnce(requests) })
        }
        let loop = WatchLoop(isTerminal: isatty(STDOUT_FILENO) == 1) { watchedFiles }
        throw ArgumentParser.ExitCode(try await loop.run { try await runOnce(requests) })
    }

    /// Reads the scenarios, asks the pullers for their versions, runs the matrix and reports.
    ///
    /// - Returns: the exit code.
    private func runOnce(_ requests: RequestedReports) async throws -> Int32 {
        let shard = try shard.map(Matrix.shard)
        let jobs = jobs ?? min(256, 4 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let status = StatusDisplay(isTerminal: isatty(STDOUT_FILENO) == 1)
        let matrix = Cell.repeated(
            try await Matrix.cells(paths: paths, pullers: pullers, seeds: seeds ?? [seed], again: pullsAgain),
            times: repetitions
        )
        let cells = shard?.select(from: matrix) ?? matrix
        if control != nil, cells.count != 1 {
            throw ValidationError("--control is for one run; found \(cells.count): name one scenario and one puller")
        }
        let runs = try await status.whileRunning {
            try await runMatrix(
                cells, jobs: jobs, output: output, isCaptured: capture, isRecorded: record, control: control,
                progress: status.hear
            )
        }
        let series = SeedSeries.all(of: runs, scenarios: cells.map(\.scenario))
        let results = SeedSeries.judging(runs, by: series)
        print(
            ConsoleReport.text(results, isColored: isatty(STDOUT_FILENO) == 1, width: TerminalWidth.current),
            terminator: "")
        print(ConsoleReport.seeds(series), terminator: "")
        let agreements = Agreement.all(of: results)
        print(ConsoleReport.agreements(agreements), terminator: "")
        let part = shard.map { ResultFile.Part(shard: $0, cells: matrix.count) }
        try requests.writeOrBreak(ResultFile(results: results, part: part), isStrict: strict)
        return ChaosPull.ExitCode.of(results, isStrict: strict, agreements: agreements)
    }

    /// What a change of which makes another run.
    private var watchedFiles: WatchedFiles {
        // While an editor writes a scenario anew, its name may be gone for a moment.
        let scenarios = (try? ScenarioFiles.find(paths: paths)) ?? paths
        return WatchedFiles(
            files: scenarios + pullers.custom.pullerFiles, folders: pullers.names.compactMap(BuildOption.folder))
    }
}

extension PullSettings.Again: ExpressibleByArgument {}
