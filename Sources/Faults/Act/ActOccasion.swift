/// What triggers an act.
package enum ActOccasion: Sendable, Equatable {
    /// A request that `match` covers, once `after-bytes` of the answer's body are sent.
    case request
    /// Another event of the run.
    case event(EventMatch)
    /// Only the time since the pull began.
    case time(Duration)
}

extension ArmedFault {
    /// What triggers it; nil for faults that are no acts.
    package var actOccasion: ActOccasion? {
        guard fault is any ActFault else { return nil }
        if let on { return .event(on) }
        if match == Match(), trigger.afterBytes == nil, let after = trigger.after { return .time(after) }
        return .request
    }
}
