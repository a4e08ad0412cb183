/// Kills the process that does the pulling; its healing counterpart is a start before the next pull.
package struct ActKill: ActFault {
    package static let name = "act.kill"
    package static let summary = "kill the process that pulls: the daemon where there is one, else the command"
    static let signal = Parameter("signal", .word(KillSignal.self, called: "signal"), default: .kill, "the signal")
    package static let parameters: [any ParameterDeclaration] = [signal]

    private let signal: KillSignal

    package init(_ fields: Fields) throws(LanguageError) {
        signal = try fields.value(of: Self.signal)
    }

    package var act: Act { Act([.end(signal)], "send SIG\(signal.rawValue) to the process that pulls") }
}

/// A signal that ends a process, unless it catches it.
public enum KillSignal: String, Sendable, CaseIterable {
    /// Ends it at once, as the kernel does when memory runs out.
    case kill = "KILL"
    /// Asks it to end, as a service manager does.
    case term = "TERM"
    /// Asks it to end, as a terminal does.
    case int = "INT"

    /// Numbers of signal(7), the same on every architecture of Linux.
    package var number: Int32 {
        switch self {
        case .int: 2
        case .kill: 9
        case .term: 15
        }
    }
}

extension InjectedFault {
    /// Kills the process that pulls, the daemon where there is one, when a request is met: `act.kill`.
    ///
    /// - Parameter signal: SIGKILL without it.
    public static func actKill(
        signal: KillSignal? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(ActKill.self, ActKill.signal(signal), match: match.element, when: when)
    }

    /// Kills the process that pulls when something else happens than a request: `act.kill`.
    ///
    /// - Parameter signal: SIGKILL without it.
    public static func actKill(
        signal: KillSignal? = nil, on event: EventMatch, when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(ActKill.self, ActKill.signal(signal), when: when).on(event)
    }
}
