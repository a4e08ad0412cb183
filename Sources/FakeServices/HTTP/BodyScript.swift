import Faults

/// The steps of sending a body, planned in advance: which bytes, where acts happen, how it ends.
struct BodyScript: Equatable {
    enum Step: Equatable {
        case send(Range<Int>)
        /// Asks an act fault, by its index, whether to act here.
        case act(Int, at: Int)
        /// Sends nothing more until the peer leaves.
        case stall
        case close
        case reset
        case badRecord
        case resetStream(HTTP2Code)
        case goAway(HTTP2Code)
        case complete
    }

    private(set) var steps: [Step] = []

    /// - Parameters:
    ///   - count: the bytes of the body; 0 for an answer to HEAD.
    ///   - acts: the offset in the body at which each act fault is asked; never if that is past the end.
    init(count: Int, pacing: HTTPReply.Pacing, ending: HTTPReply.Ending, acts: [Int]) {
        var end: (offset: Int, step: Step) = (count, .complete)
        switch ending {
        case .complete, .unanswered, .unfinishedHead: break
        case .close(let offset) where offset <= count: end = (max(0, offset), .close)
        case .reset(let offset) where offset <= count: end = (max(0, offset), .reset)
        case .badRecord(let offset) where offset <= count: end = (max(0, offset), .badRecord)
        case .resetStream(let code, let offset?) where offset <= count: end = (max(0, offset), .resetStream(code))
        case .goAway(let code, let offset?) where offset <= count: end = (max(0, offset), .goAway(code))
        case .close, .reset, .badRecord, .resetStream, .goAway: break
        }
        if case .stall(let offset) = pacing, offset < end.offset || (offset == count && end.step == .complete) {
            end = (max(0, offset), .stall)
        }
        var sent = 0
        let reached = acts.enumerated().filter { $0.element < count && $0.element <= end.offset }
        for act in reached.sorted(by: { ($0.element, $0.offset) < ($1.element, $1.offset) }) {
            send(until: act.element, &sent)
            steps.append(.act(act.offset, at: max(0, act.element)))
        }
        send(until: end.offset, &sent)
        steps.append(end.step)
    }

    private mutating func send(until offset: Int, _ sent: inout Int) {
        guard offset > sent else { return }
        steps.append(.send(sent..<offset))
        sent = offset
    }
}
