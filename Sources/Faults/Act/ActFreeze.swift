/// Stops a process of the puller and lets it go on later, as a machine that swaps or a paused container does.
package struct ActFreeze: ActFault {
    package static let name = "act.freeze"
    package static let summary =
        "stop a process of the puller for a time: the one that pulls, the command, or a program that it has started"
    static let lasting = Parameter(
        "for", .duration(in: .milliseconds(100) ... .seconds(600)), "how long it is stopped")
    package static let parameters: [any ParameterDeclaration] = [lasting, ActTarget.parameter]

    private let lasting: Duration
    private let target: ActTarget

    package init(_ fields: Fields) throws(LanguageError) {
        lasting = try fields.value(of: Self.lasting)
        target = try ActTarget(fields)
    }

    package var act: Act {
        Act([.freeze(lasting, target)], "stop \(target.text) for \(Units.text(lasting))")
    }
}

extension InjectedFault {
    /// Stops a process of the puller for a time, when a request is met: `act.freeze`.
    ///
    /// - Parameters:
    ///   - lasting: how long, 100 ms to 10 min.
    ///   - process: the one that pulls without it, the daemon where there is one.
    public static func actFreeze(
        for lasting: Duration, process: ActTarget? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            ActFreeze.self, ActFreeze.lasting(lasting), ActTarget.parameter(process?.word), match: match.element,
            when: when)
    }

    /// Stops a process of the puller for a time, when something else happens than a request: `act.freeze`.
    ///
    /// - Parameters:
    ///   - lasting: how long, 100 ms to 10 min.
    ///   - process: the one that pulls without it, the daemon where there is one.
    public static func actFreeze(
        for lasting: Duration, process: ActTarget? = nil, on event: EventMatch, when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            ActFreeze.self, ActFreeze.lasting(lasting), ActTarget.parameter(process?.word), when: when
        ).on(event)
    }
}
