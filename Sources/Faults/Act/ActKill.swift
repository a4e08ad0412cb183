/// Kills a process of the puller, the one that pulls by default; a killed daemon is started before the next pull.
package struct ActKill: ActFault {
    package static let name = "act.kill"
    package static let summary =
        "kill a process of the puller: the one that pulls, the command, or a program that it has started"
    static let signal = Parameter("signal", .word(KillSignal.self, called: "signal"), default: .kill, "the signal")
    package static let parameters: [any ParameterDeclaration] = [signal, ActTarget.parameter]

    private let signal: KillSignal
    private let target: ActTarget

    package init(_ fields: Fields) throws(LanguageError) {
        signal = try fields.value(of: Self.signal)
        target = try ActTarget(fields)
    }

    package var act: Act { Act([.end(signal, target)], "send SIG\(signal.rawValue) to \(target.text)") }
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
    /// Kills a process of the puller when a request is met: `act.kill`.
    ///
    /// - Parameters:
    ///   - signal: SIGKILL without it.
    ///   - process: the one that pulls without it, the daemon where there is one.
    public static func actKill(
        signal: KillSignal? = nil, process: ActTarget? = nil, _ match: HTTPMatch = HTTPMatch(),
        when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            ActKill.self, ActKill.signal(signal), ActTarget.parameter(process?.word), match: match.element,
            when: when)
    }

    /// Kills a process of the puller when something else happens than a request: `act.kill`.
    ///
    /// - Parameters:
    ///   - signal: SIGKILL without it.
    ///   - process: the one that pulls without it, the daemon where there is one.
    public static func actKill(
        signal: KillSignal? = nil, process: ActTarget? = nil, on event: EventMatch, when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            ActKill.self, ActKill.signal(signal), ActTarget.parameter(process?.word), when: when
        ).on(event)
    }
}
