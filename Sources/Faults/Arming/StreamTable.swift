/// The progress of each stream of occurrences.
///
/// The last stream is cached, since packets come in runs.
struct StreamTable {
    struct Stream {
        let flow: FlowKey
        let direction: Direction
    }

    struct Progress {
        var seen = 0
        var isInBurst = false
        /// The last value of the walk.
        var normal: Double?
        /// The hash that the stream's random numbers are drawn from.
        let hash: UInt64
    }

    /// The index of a flow's first direction; the other one follows it.
    private var places: [FlowKey: Int] = [:]
    private var kept: [Progress] = []
    private var last: (flow: FlowKey, place: Int)?

    subscript(place: Int) -> Progress {
        get { kept[place] }
        set { kept[place] = newValue }
    }

    /// The index of a stream; a new one starts with `hash`.
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
