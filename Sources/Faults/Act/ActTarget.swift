/// Whom an act is done to.
public enum ActTarget: Sendable, Equatable {
    /// Who does the pulling: the daemon where there is one, else the command.
    case puller
    /// The command that asks for the pull.
    case client
    /// The daemon; pullers without one are left out.
    case daemon
    /// A program that the puller has started, by its name, as in `docker-untar`.
    case child(String)

    /// The words of a scenario for those without a name.
    private static let words: [String: ActTarget] = ["puller": .puller, "client": .client, "daemon": .daemon]

    /// The parameter of acts that are done to a process.
    static let parameter = Parameter(
        "process",
        .words(
            ["puller", "client", "daemon"], or: "the name of a program that it starts, such as docker-untar",
            pattern: "[A-Za-z0-9._-]{1,64}"
        ) { (element) throws(LanguageError) in _ = try element.text(ProgramName.rule) },
        default: "puller",
        "puller: the daemon where there is one, else the command; client: the command that asks for the pull; another "
            + "word: a program that either has started, which is waited for if it is not there yet")

    /// Reads it from the values of an act.
    init(_ fields: Fields) throws(LanguageError) { self.init(word: try fields.value(of: Self.parameter)) }

    private init(word: String) { self = Self.words[word] ?? .child(word) }

    /// As a scenario says it.
    package var word: String {
        switch self {
        case .puller: "puller"
        case .client: "client"
        case .daemon: "daemon"
        case .child(let name): name
        }
    }

    /// For people, behind `send SIGKILL to`.
    package var text: String {
        switch self {
        case .puller: "the process that pulls"
        case .client: "the command that asks for the pull"
        case .daemon: "the daemon"
        case .child(let name): name
        }
    }
}

/// The name of a program, as the kernel and its users know it.
package enum ProgramName {
    /// Without a path; the kernel keeps 15 bytes of it (proc_pid_comm(5)), the command line all of them.
    static let rule = TextRule(
        1...64, "letters, digits, '.', '_' and '-'",
        ["a"..."z", "A"..."Z", "0"..."9", "."...".", "_"..."_", "-"..."-"])
}
