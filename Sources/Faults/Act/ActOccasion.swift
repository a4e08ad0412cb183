/// What brings an act about.
package enum ActOccasion: Sendable, Equatable {
    /// A request that its `match` covers, once as many bytes of the answer's body are sent as `after-bytes` says.
    case request
    /// Another event of the run.
    case event(EventMatch)
    /// The time since the pull began, and nothing else.
    case time(Duration)
}

extension ArmedFault {
    /// What brings it about; nil for faults that are no acts.
    package var actOccasion: ActOccasion? {
        guard fault is any ActFault else { return nil }
        if let on { return .event(on) }
        if match == Match(), trigger.afterBytes == nil, let after = trigger.after { return .time(after) }
        return .request
    }
}
