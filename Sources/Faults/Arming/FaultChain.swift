/// The faults of a run as a service asks them about what it is going to do: an answer, a token, a handshake.
///
/// This is the one place where a fault is matched, decided about, carried out and told of, for every plane but the
/// packets, which the mangler judges. An occurrence that a fault would not change is no occurrence for it: it is not
/// counted, it does not use up `first` or `times`, and it is not recorded.
package struct FaultChain: Sendable {
    private let scenarioFaults: [ArmedFault]
    private let added: AddedFaults?
    private let now: @Sendable () -> Duration
    private let record: EventSink

    /// - Parameters:
    ///   - added: those that come later; nil for none.
    ///   - now: the time since the pull began.
    ///   - record: takes the event of each fault that fires.
    package init(
        _ faults: [ArmedFault], added: AddedFaults? = nil, now: @escaping @Sendable () -> Duration,
        record: @escaping EventSink
    ) {
        scenarioFaults = faults
        self.added = added
        self.now = now
        self.record = record
    }

    private var faults: [ArmedFault] { scenarioFaults + (added?.all ?? []) }

    /// Lets each fault that is due edit a value.
    ///
    /// - Returns: the ordinals of the faults that changed it, in the order in which they did.
    package func edit<Value: FaultEditable>(_ value: inout Value, about occasion: Value.Occasion) -> [Int] {
        var edits: [Int] = []
        for armed in Value.inOrder(faults) where occasion.isMeant(by: armed.match) {
            guard let edit = Value.editing(by: armed.fault, about: occasion, from: armed.trigger.afterBytes ?? 0) else {
                continue
            }
            let before = value
            let edited = armed.meet(occasion.flow, length: before.length(about: occasion), time: now()) { draw in
                var edited = before
                edit(&edited, &draw)
                return edited.isCarriedOut(as: before, about: occasion) ? nil : edited
            }
            guard let edited else { continue }
            value = edited
            edits.append(armed.ordinal)
            record(.fault(FaultFiring(fault: armed.ordinal, name: armed.name, detail: occasion.detail)))
        }
        return edits
    }
}

/// A value that the faults of a plane edit before it is carried out.
package protocol FaultEditable: Sendable {
    associatedtype Occasion: FaultOccasion
    typealias Edit = (inout Self, inout Draw) -> Void

    /// What a fault does to such a value; nil for a fault that is about other things.
    ///
    /// - Parameter offset: the byte of the body from which on it may act (`after-bytes`).
    static func editing(by fault: any Fault, about occasion: Occasion, from offset: Int) -> Edit?

    /// The faults in the order in which they edit; the scenario's, unless the plane says otherwise.
    static func inOrder(_ faults: [ArmedFault]) -> [ArmedFault]

    /// Whether both look the same from outside.
    func isCarriedOut(as other: Self, about occasion: Occasion) -> Bool

    /// Bytes of body that it has for `after-bytes`; 0 where there is no body.
    func length(about occasion: Occasion) -> Int
}

extension FaultEditable {
    package static func inOrder(_ faults: [ArmedFault]) -> [ArmedFault] { faults }
    package func length(about occasion: Occasion) -> Int { 0 }
}

extension FaultEditable where Self: Equatable {
    package func isCarriedOut(as other: Self, about occasion: Occasion) -> Bool { self == other }
}

/// What a value is about that faults edit: a request, a question, a handshake.
package protocol FaultOccasion: Sendable {
    /// In which occurrences are counted.
    var flow: FlowKey { get }
    /// The words in the timeline.
    var detail: String { get }

    func isMeant(by match: Match) -> Bool
}
