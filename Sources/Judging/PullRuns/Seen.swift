/// Something that happened in a run, with its time; its properties are available directly, as in `request.range`.
@dynamicMemberLookup
public struct Seen<What: Sendable>: Sendable {
    /// Seconds since the run's clock started (monotonic).
    public let time: Double
    /// What happened.
    public let what: What

    /// A part of what happened.
    public subscript<Value>(dynamicMember part: KeyPath<What, Value>) -> Value { what[keyPath: part] }
}

extension Seen: Equatable where What: Equatable {}
