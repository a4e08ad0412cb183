/// Kills the process that does the pulling; its healing counterpart is a start before the next pull.
package struct ActKill: ActFault {
    package static let name = "act.kill"
    package static let summary = "kill the process that pulls: the daemon where there is one, else the command"
    package static let parameters = [
        Parameter("signal", "KILL, TERM or INT", "the signal; KILL without it")
    ]

    /// Numbers of signal(7), the same on every architecture of Linux.
    private enum Signal: String, CaseIterable {
        case kill = "KILL"
        case term = "TERM"
        case int = "INT"

        var number: Int32 {
            switch self {
            case .int: 2
            case .kill: 9
            case .term: 15
            }
        }
    }

    private let signal: Signal

    package init(_ fields: Fields) throws(LanguageError) {
        signal =
            try fields.read("signal") { (element) throws(LanguageError) in
                try element.word(called: "signal")
            } ?? .kill
    }

    package var act: Act { .signal(signal.number, name: "SIG\(signal.rawValue)") }
}
