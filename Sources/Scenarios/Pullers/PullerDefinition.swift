import Faults

/// A puller of the user's own, as described in a file for `--puller-file`.
package struct PullerDefinition: Sendable, Equatable {
    /// A text file of the node.
    package struct File: Sendable, Equatable {
        /// The path, absolute or below `~/`, the puller's home.
        package let path: PullerTemplate
        package let text: PullerTemplate
    }

    /// A daemon that runs beside the command.
    package struct Daemon: Sendable, Equatable {
        package let command: PullerCommand
        /// It is ready once it has printed a line with each of these.
        package let readyTexts: [String]
    }

    /// How to see that the image is there.
    package enum Verification: Sendable, Equatable {
        /// skopeo's `dir:`.
        case directory(PullerTemplate)
        /// An OCI image layout.
        case ociLayout(PullerTemplate)
        /// The folder above `blobs/sha256`.
        case contentStore(PullerTemplate)
        /// An archive of `docker save`, made by an optional command.
        case dockerArchive(PullerTemplate, export: PullerCommand?)
        /// The exit code of a command; no bytes are hashed.
        case command(PullerCommand)
        /// Only the puller's own exit code.
        case none
    }

    package private(set) var name: String
    package let summary: String
    package let command: PullerCommand
    package let environment: [String: PullerTemplate]
    package let files: [File]
    package let daemon: Daemon?
    /// Prints the version; with nil, `--version` is tried.
    package let version: PullerCommand?
    package let verification: Verification
    /// Files and folders beside its storage, temporary files, home and /run that it writes; nil if that is not said.
    package let ownPlaces: [PullerTemplate]?

    enum Key: String, CaseIterable {
        case name, summary, command, environment, files, daemon, version, verify
        case ownPlaces = "own-places"
    }

    /// Reads a file of at most 64 KiB.
    ///
    /// - Throws: the first error in the order of the document.
    package init(contentsOf path: String) throws(ScenarioError) {
        let bytes = try ScenarioFiles.bytes(of: path, expected: "a file about a puller")
        do {
            try self.init(YAMLDocument(YAMLDocument.text(of: bytes), of: .puller).root)
        } catch {
            throw ScenarioError(file: path, error)
        }
    }

    /// Reads the text of such a file; `file` is its name in messages.
    package init(yaml text: String, file: String) throws(ScenarioError) {
        do {
            try self.init(YAMLDocument(text, of: .puller).root)
        } catch {
            throw ScenarioError(file: file, error)
        }
    }

    /// A puller with nothing but a command; its name comes from the program: `custom-mytool`.
    package init(command text: String) throws(ScenarioError) {
        do {
            command = try PullerCommand(
                Element(.scalar(text, isPlain: false), at: Position(line: 1, column: 1), path: ""))
        } catch {
            throw ScenarioError(file: "--command", error.message)
        }
        let word = command.toolName.lowercased().filter(Self.isOfName)
        name = word.isEmpty ? "custom" : "custom-" + word.prefix(Self.longestName - 7)
        summary = "a command of the user's own"
        environment = [:]
        files = []
        daemon = nil
        version = nil
        verification = .none
        ownPlaces = nil
    }

    private init(_ root: Element) throws(LanguageError) {
        var name: String?
        var summary = "a puller of the user's own"
        var command: PullerCommand?
        var environment: [String: PullerTemplate] = [:]
        var files: [File] = []
        var daemon: Daemon?
        var version: PullerCommand?
        var verification: Verification?
        var ownPlaces: [PullerTemplate]?
        for (key, value) in try root.entries(Key.self, of: "a puller") {
            switch key {
            case .name: name = try Self.name(value)
            case .summary: summary = try value.scalar("one line about it")
            case .command: command = try PullerCommand(value)
            case .environment: environment = try Self.environment(value)
            case .files: files = try Self.files(value)
            case .daemon: daemon = try Daemon(value)
            case .version: version = try Self.version(value)
            case .verify: verification = try Verification(value)
            case .ownPlaces: ownPlaces = try Self.ownPlaces(value)
            }
        }
        guard let name else { throw root.missing(Key.name.rawValue, "a word such as mytool") }
        guard let command else { throw root.missing(Key.command.rawValue, PullerCommand.expected) }
        guard let verification else { throw root.missing(Key.verify.rawValue, Verification.expected) }
        self.name = name
        self.summary = summary
        self.command = command
        self.environment = environment
        self.files = files
        self.daemon = daemon
        self.version = version
        self.verification = verification
        self.ownPlaces = ownPlaces
    }

    /// All placeholders of the definition.
    package var placeholders: Set<PullerTemplate.Placeholder> {
        let commands = [command] + (daemon.map { [$0.command] } ?? [])
        let templates = commands.flatMap(\.arguments) + Array(environment.values) + files.map(\.text)
        return templates.reduce(into: []) { $0.formUnion($1.placeholders) }
    }

    /// The same with another name.
    package func renamed(_ name: String) -> PullerDefinition {
        var definition = self
        definition.name = name
        return definition
    }

    static let longestName = 40

    static func isOfName(_ character: Character) -> Bool {
        ("a"..."z").contains(character) || ("0"..."9").contains(character) || character == "-"
    }
}
