/// Ends the daemon and starts it again at once, as a service manager does for an update, while the pull goes on.
package struct ActRestart: ActFault {
    package static let name = "act.restart"
    package static let summary = "end the daemon and start it again at once, while the pull goes on"
    static let signal = Parameter("signal", .word(KillSignal.self, called: "signal"), default: .term, "the signal")
    package static let parameters: [any ParameterDeclaration] = [signal]

    private let signal: KillSignal

    package init(_ fields: Fields) throws(LanguageError) {
        signal = try fields.value(of: Self.signal)
    }

    package var act: Act {
        Act([.restart(signal)], "end the daemon by SIG\(signal.rawValue) and start it again")
    }
}

extension InjectedFault {
    /// Ends the daemon and starts it again when a request is met: `act.restart`.
    ///
    /// - Parameter signal: SIGTERM without it.
    public static func actRestart(
        signal: KillSignal? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(ActRestart.self, ActRestart.signal(signal), match: match.element, when: when)
    }

    /// Ends the daemon and starts it again when something else happens than a request: `act.restart`.
    ///
    /// - Parameter signal: SIGTERM without it.
    public static func actRestart(
        signal: KillSignal? = nil, on event: EventMatch, when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(ActRestart.self, ActRestart.signal(signal), when: when).on(event)
    }
}
