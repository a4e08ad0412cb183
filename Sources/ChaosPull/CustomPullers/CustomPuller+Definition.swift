import Pullers
import Sandboxing
import Scenarios

extension CustomPuller {
    /// Makes the puller that a file describes.
    package init(_ definition: PullerDefinition) {
        let placeholders = definition.placeholders
        self.init(
            name: definition.name, summary: definition.summary, tool: definition.command.executable,
            version: definition.version.map { $0.program("version") { _ in "" } },
            objection: { pull in
                if pull.isInsecure, placeholders.isDisjoint(with: [.scheme, .tls]) {
                    return "it is not told of plain HTTP: its definition has neither {scheme} nor {tls}"
                }
                if pull.credentials != nil, placeholders.isDisjoint(with: [.password, .auth]) {
                    return "it is not told the password: its definition has neither {password} nor {auth}"
                }
                if pull.mirror != nil, !placeholders.contains(.mirror) {
                    return "it is not told of the mirror: its definition has no {mirror}"
                }
                return nil
            },
            recipe: { pull in Recipe(definition, pull) }
        )
    }
}

extension CustomPuller.Recipe {
    fileprivate init(_ definition: PullerDefinition, _ pull: PullRequest) {
        let value = { (placeholder: PullerTemplate.Placeholder) in pull.value(of: placeholder) }
        let environment = pull.environment.merging(definition.environment.mapValues { $0.filled(value) }) { $1 }
        func program(_ command: PullerCommand, unlike other: String? = nil) -> Program {
            let name = command.name == other ? command.name + " daemon" : command.name
            return command.program(name, environment: environment, value)
        }
        let place: ImagePlace =
            switch definition.verification {
            case .directory(let path): .directory(path.filled(value))
            case .ociLayout(let path): .ociLayout(path.filled(value))
            case .contentStore(let path): .contentStore(path.filled(value))
            case .dockerArchive(let path, let export):
                .dockerArchive(path.filled(value), export: export.map { program($0) })
            case .command(let command): .asked(program(command))
            case .none: .unknown
            }
        self.init(
            command: program(definition.command),
            files: definition.files.map { SandboxPlan.File($0.path.filled(value), $0.text.filled(value)) },
            daemon: definition.daemon.map { daemon in
                DaemonProgram(program(daemon.command, unlike: definition.command.name), readyTexts: daemon.readyTexts)
            },
            place: place, ownPlaces: definition.ownPlaces?.map { $0.filled(value) }
        )
    }
}

extension PullerCommand {
    /// The name for the timeline, as in `mytool pull`.
    ///
    /// Only letters, digits and a few signs, since files get this name.
    fileprivate var name: String {
        let subcommand = arguments.first.filter(\.placeholders.isEmpty).map { $0.filled { _ in "" } } ?? ""
        let isWord = subcommand.first?.isLetter == true && subcommand.allSatisfy(Self.isOfName) && subcommand.count < 20
        let tool = String(toolName.filter(Self.isOfName).prefix(40))
        return (tool.isEmpty ? "command" : tool) + (isWord ? " " + subcommand : "")
    }

    fileprivate func program(
        _ name: String, environment: [String: String] = [:], _ value: (PullerTemplate.Placeholder) -> String
    ) -> Program {
        Program(name, executable, arguments.map { $0.filled(value) }, environment: environment)
    }

    private static func isOfName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
    }
}

extension Optional {
    fileprivate func filter(_ isKept: (Wrapped) -> Bool) -> Wrapped? { flatMap { isKept($0) ? $0 : nil } }
}

extension PullRequest {
    /// The value of a placeholder.
    ///
    /// User and password are empty if the registry needs none. Without a mirror, `{mirror}` is the registry.
    fileprivate func value(of placeholder: PullerTemplate.Placeholder) -> String {
        switch placeholder {
        case .image: reference
        case .registry: registry
        case .mirror: mirror?.host ?? registry
        case .repository: repository
        case .tag: tag
        case .scheme: isInsecure ? "http" : "https"
        case .tls: isInsecure ? "false" : "true"
        case .ca: Self.authorityPath
        case .storage: Sandbox.storagePath
        case .tmp: Sandbox.temporaryPath
        case .home: Sandbox.homePath
        case .user: credentials?.user ?? ""
        case .password: credentials?.password ?? ""
        case .auth: basicCredentials
        }
    }
}
