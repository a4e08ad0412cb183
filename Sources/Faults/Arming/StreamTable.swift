/// What is kept for each stream of occurrences, with the flow that was asked for last at hand: packets come in runs.
struct StreamTable {
    struct Stream {
        let flow: FlowKey
        let direction: Direction
    }

    struct Progress {
        var seen = 0
        var isInBurst = false
        /// The last step of the walk.
        var normal: Double?
        /// What the numbers of the stream are drawn from.
        let hash: UInt64
    }

    /// By flow, where its first direction is kept; the other one comes behind it.
    private var places: [FlowKey: Int] = [:]
    private var kept: [Progress] = []
    private var last: (flow: FlowKey, place: Int)?

    subscript(place: Int) -> Progress {
        get { kept[place] }
        set { kept[place] = newValue }
    }

    /// Where a stream is kept; a new one begins with the hash.
    mutating func place(of stream: Stream, hash: (Stream) -> UInt64) -> Int {
        if let last, last.flow == stream.flow { return last.place + stream.offset }
        let place: Int
        if let known = places[stream.flow] {
            place = known
        } else {
            place = kept.count
            for direction in [Direction.toNode, .fromNode] {
                kept.append(Progress(hash: hash(Stream(flow: stream.flow, direction: direction))))
            }
            places[stream.flow] = place
        }
        last = (stream.flow, place)
        return place + stream.offset
    }

    /// How many occurrences a stream has had.
    func seen(of stream: Stream) -> Int {
        if let last, last.flow == stream.flow { return kept[last.place + stream.offset].seen }
        return places[stream.flow].map { kept[$0 + stream.offset].seen } ?? 0
    }
}

extension StreamTable.Stream {
    fileprivate var offset: Int { direction == .toNode ? 0 : 1 }
}
