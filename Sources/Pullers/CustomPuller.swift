import ImageContent
import Sandboxing

/// A puller that a user described in a file or on the command line.
package struct CustomPuller: Puller {
    /// What it does for one pull, with all placeholders filled in.
    package struct Recipe: Sendable, Equatable {
        package var command: Program
        package var files: [SandboxPlan.File]
        package var daemon: DaemonProgram?
        package var place: ImagePlace
        /// Where it writes beside storage, TMPDIR, HOME, /run and `place`; nil if its user has not said so.
        package var ownPlaces: [String]?

        package init(
            command: Program, files: [SandboxPlan.File] = [], daemon: DaemonProgram? = nil,
            place: ImagePlace = .unknown,
            ownPlaces: [String]? = nil
        ) {
            self.command = command
            self.files = files
            self.daemon = daemon
            self.place = place
            self.ownPlaces = ownPlaces
        }
    }

    package let name: String
    package let summary: String
    package let packages: [String] = []
    package let hint: String
    package let versionProgram: Program
    private let recipe: @Sendable (PullRequest) -> Recipe
    private let objection: @Sendable (PullRequest) -> String?

    /// - Parameters:
    ///   - tool: the program whose presence shows that the puller is installed.
    ///   - version: prints the version; nil tries `--version`, and means 0.0 if nothing is printed.
    ///   - objection: why it cannot be asked for such a pull; nil if it can.
    package init(
        name: String, summary: String, tool: String, version: Program? = nil,
        objection: @escaping @Sendable (PullRequest) -> String? = { _ in nil },
        recipe: @escaping @Sendable (PullRequest) -> Recipe
    ) {
        self.name = name
        self.summary = summary
        self.objection = objection
        self.recipe = recipe
        versionProgram = version ?? Program("version", "sh", ["-c", Self.guess, tool])
        hint = "'\(tool)' by hand: it must be found in \(Program.searchPath)"
    }

    /// Whoever describes a puller of their own has it; what it says of its version is for reports.
    package var versionIfUnknown: String? { "0.0" }

    package func objection(to pull: PullRequest, version: String) -> String? { objection(pull) }

    /// Nobody knows; if it does not, the fault that needs HTTP/2 is not met.
    package var offersHTTP2: Bool { true }

    package func files(for pull: PullRequest) -> [SandboxPlan.File] { recipe(pull).files }

    package func ownPlaces(for pull: PullRequest) -> [String]? {
        let recipe = recipe(pull)
        return recipe.ownPlaces.map { $0 + [recipe.place.path].compactMap(\.self) }
    }

    package func daemon(for pull: PullRequest) -> DaemonProgram? { recipe(pull).daemon }

    package func command(for pull: PullRequest) -> Program { recipe(pull).command }

    package func stored(in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth) async throws -> StoreReport {
        var report = try await recipe(pull).place.report(in: sandbox, against: truth)
        // The output of a user's command may contain the password that it was given.
        report.problems = report.problems.map(pull.masked)
        return report
    }

    package func unpacked(
        in sandbox: Sandbox, _ pull: PullRequest, truth: ImageTruth
    ) async throws -> UnpackedImage {
        try recipe(pull).place.unpacked(in: sandbox, truth: truth)
    }

    /// Not every tool has the option; one without it counts as installed, and so does one that prints without end.
    private static let guess = """
        command -v "$0" >/dev/null || exit 127
        timeout --kill-after=1 5 "$0" --version 2>/dev/null </dev/null | head -c 65536
        """
}
