/// Cuts the power of the machine that pulls, and starts it again.
///
/// What was not flushed is lost. Everything that runs ends at once, and what is in memory is gone. Then the file system
/// is mounted again with its journal, and the daemon starts.
package struct ActPowerLoss: ActFault {
    package static let name = "act.power-loss"
    package static let summary = "cut the machine's power and start it again; what was not flushed is lost"
    static let keep = Parameter(
        "keep", .word(KeptWrites.self, called: "state of the disk"), default: .flushed,
        "which of the states that a disk may leave")
    static let delay = Parameter(
        "delay", .duration(in: .zero ... .seconds(600)), default: .zero, "how long after its moment")
    package static let parameters: [any ParameterDeclaration] = [keep, delay]

    private let keep: KeptWrites
    private let delay: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        keep = try fields.value(of: Self.keep)
        delay = try fields.value(of: Self.delay)
    }

    package var act: Act {
        let wait = delay == .zero ? [] : [Act.Step.wait(delay)]
        return Act(wait + [.losePower(keep)], "cut the power and start again, with \(keep.meaning)")
    }

    package var needsDisk: Bool { true }
}

/// What of the writes after the last flush a disk still has when its power comes back.
public enum KeptWrites: String, Sendable, CaseIterable {
    /// None of them: its cache is lost.
    case flushed
    /// Those up to a moment that the seed chooses.
    case anyPrefix = "any-prefix"
    /// Some of them, which the seed chooses: a disk may write in another order.
    case reordered

    /// The words for people.
    package var meaning: String {
        switch self {
        case .flushed: "what was flushed"
        case .anyPrefix: "what was flushed and some of what came next"
        case .reordered: "what was flushed and some of the rest, in any order"
        }
    }
}

extension InjectedFault {
    /// Cuts the machine's power when something happens, and starts it again: `act.power-loss`.
    ///
    /// - Parameters:
    ///   - keep: which of the states that a disk may leave; what was flushed without it.
    ///   - delay: how long after its moment, up to 10 min.
    public static func actPowerLoss(
        keep: KeptWrites? = nil, delay: Duration? = nil, on event: EventMatch, when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            ActPowerLoss.self, ActPowerLoss.keep(keep), ActPowerLoss.delay(delay), when: when
        ).on(event)
    }

    /// Cuts the machine's power when a request is met, and starts it again: `act.power-loss`.
    public static func actPowerLoss(
        keep: KeptWrites? = nil, delay: Duration? = nil, _ match: HTTPMatch = HTTPMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            ActPowerLoss.self, ActPowerLoss.keep(keep), ActPowerLoss.delay(delay), match: match.element, when: when)
    }
}
