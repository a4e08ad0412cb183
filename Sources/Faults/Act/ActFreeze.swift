/// Stops the process that does the pulling and lets it go on later, as a machine that swaps or a paused container does.
package struct ActFreeze: ActFault {
    package static let name = "act.freeze"
    package static let summary =
        "stop the process that pulls for a time: the daemon where there is one, else the command"
    static let lasting = Parameter(
        "for", .duration(in: .milliseconds(100) ... .seconds(600)), "how long it is stopped")
    package static let parameters: [any ParameterDeclaration] = [lasting]

    private let lasting: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        lasting = try fields.value(of: Self.lasting)
    }

    package var act: Act {
        Act([.freeze(lasting)], "stop the process that pulls for \(Units.text(lasting))")
    }
}

extension InjectedFault {
    /// Stops the process that pulls for a time, when a request is met: `act.freeze`.
    ///
    /// - Parameter lasting: how long, 100 ms to 10 min.
    public static func actFreeze(
        for lasting: Duration, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(ActFreeze.self, ActFreeze.lasting(lasting), match: match.element, when: when)
    }
}
