import Faults

/// Readers of the keys.
extension PullerDefinition {
    /// The most files that a definition can have.
    private static let mostFiles = 32
    /// The most variables that a definition can set.
    private static let mostVariables = 64

    static func name(_ element: Element) throws(LanguageError) -> String {
        let expected = "a word of at most \(longestName) lower-case letters, digits and hyphens, such as mytool"
        let name = try element.scalar(expected)
        guard name.first?.isLetter == true, name.allSatisfy(isOfName), name.count <= longestName else {
            throw element.error("found '\(name.clipped)'; expected \(expected)")
        }
        return name
    }

    static func version(_ element: Element) throws(LanguageError) -> PullerCommand {
        let command = try PullerCommand(element)
        guard command.arguments.allSatisfy(\.placeholders.isEmpty) else {
            throw element.error("the version is asked outside of any run; expected a command without placeholders")
        }
        return command
    }

    static func environment(_ element: Element) throws(LanguageError) -> [String: PullerTemplate] {
        var variables: [String: PullerTemplate] = [:]
        for entry in try element.pairs("variables, as in 'DEBUG: 1'", atMost: mostVariables) {
            let isName = entry.key.utf8.enumerated().allSatisfy { place, byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                    true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): place > 0
                default: false
                }
            }
            guard isName else {
                throw LanguageError(
                    at: entry.keyPosition, path: element.path,
                    "'\(entry.key.clipped)' names no variable; expected letters, digits and '_', as in HTTP_PROXY")
            }
            variables[entry.key] = try entry.value.template()
        }
        return variables
    }

    /// An empty list says that there are none.
    static func ownPlaces(_ element: Element) throws(LanguageError) -> [PullerTemplate] {
        if case .scalar = element.content { return [try PullerPath.template(element)] }
        return try element.list(of: "paths, as in [/var/cache/mytool]") { (path) throws(LanguageError) in
            try PullerPath.template(path)
        }
    }

    static func files(_ element: Element) throws(LanguageError) -> [File] {
        var files: [File] = []
        for entry in try element.pairs("files, as in '/etc/mytool.conf: text'", atMost: mostFiles) {
            let key = Element(.scalar(entry.key, isPlain: true), at: entry.keyPosition, path: element.path)
            files.append(File(path: try PullerPath.template(key), text: try entry.value.template()))
        }
        return files
    }
}

extension PullerDefinition.Daemon {
    private enum Key: String, CaseIterable { case command, ready }

    init(_ element: Element) throws(LanguageError) {
        var command: PullerCommand?
        var ready: [String] = []
        for (key, value) in try element.entries(Key.self, of: "a daemon") {
            switch key {
            case .command: command = try PullerCommand(value)
            case .ready: ready = try value.texts("that it prints once it is ready")
            }
        }
        guard let command else { throw element.missing("command", PullerCommand.expected) }
        guard !ready.isEmpty else { throw element.missing("ready", "a text that it prints once it is ready") }
        self.command = command
        readyTexts = ready
    }
}

extension PullerDefinition.Verification {
    private enum Key: String, CaseIterable {
        case directory = "dir"
        case ociLayout = "oci"
        case contentStore = "content-store"
        case dockerArchive = "docker-archive"
        case command, export
    }

    static let expected =
        "one of dir, oci, content-store, docker-archive and command, as in 'verify: {oci: \"{storage}/image\"}'"

    init(_ element: Element) throws(LanguageError) {
        var found: Self?
        var export: (element: Element, command: PullerCommand)?
        for (key, value) in try element.entries(Key.self, of: "a way to verify the image") {
            let way: Self
            switch key {
            case .directory: way = .directory(try PullerPath.template(value))
            case .ociLayout: way = .ociLayout(try PullerPath.template(value))
            case .contentStore: way = .contentStore(try PullerPath.template(value))
            case .dockerArchive: way = .dockerArchive(try PullerPath.template(value), export: nil)
            case .command: way = .command(try PullerCommand(value))
            case .export:
                export = (value, try PullerCommand(value))
                continue
            }
            guard found == nil else { throw element.error("found two ways to verify the image; expected one") }
            found = way
        }
        guard let found else { throw element.error("found no way to verify the image; expected \(Self.expected)") }
        guard let export else {
            self = found
            return
        }
        guard case .dockerArchive(let path, _) = found else {
            throw export.element.error("only an archive is exported; expected it beside docker-archive")
        }
        self = .dockerArchive(path, export: export.command)
    }
}

extension Element {
    /// A text with placeholders, which may be empty.
    fileprivate func template() throws(LanguageError) -> PullerTemplate {
        if case .scalar("", isPlain: false) = content { return try PullerTemplate("", in: self) }
        return try PullerTemplate(string(), in: self)
    }

    /// The entries of a mapping with arbitrary keys.
    fileprivate func pairs(_ what: String, atMost most: Int) throws(LanguageError) -> [Entry] {
        guard case .mapping(let entries) = content else { throw error("found \(kindName); expected \(what)") }
        guard entries.count <= most else { throw error("\(entries.count) are too many; expected at most \(most)") }
        return entries
    }
}
