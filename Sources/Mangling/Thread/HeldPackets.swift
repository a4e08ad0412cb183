/// Packets that are held back, as a binary heap: the next one to go is on top.
struct HeldPackets {
    struct Held {
        let id: UInt32
        /// Whether it belongs to the queue of uncut packets.
        let isUncut: Bool
        /// Nanoseconds of the monotonic clock.
        let due: UInt64
        let replacement: [UInt8]?
        /// Packets to send right after it.
        var followers: [[UInt8]] = []
        /// The lane in which other packets overtake it, and how many still have to.
        var overtaking: (lane: Ruling.Lane, left: Int)?
        /// The order of arrival, which decides between packets that are due at the same time.
        fileprivate var ordinal: UInt64 = 0

        init(
            id: UInt32, isUncut: Bool = false, due: UInt64, replacement: [UInt8]?, followers: [[UInt8]] = [],
            overtaking: (lane: Ruling.Lane, left: Int)? = nil
        ) {
            self.id = id
            self.isUncut = isUncut
            self.due = due
            self.replacement = replacement
            self.followers = followers
            self.overtaking = overtaking
        }

        fileprivate func isBefore(_ other: Held) -> Bool { (due, ordinal) < (other.due, other.ordinal) }
    }

    private var heap: [Held] = []
    private var inserted: UInt64 = 0
    /// How many wait to be overtaken; if none does, passing packets cost nothing.
    private var waiting = 0

    var nextDue: UInt64? { heap.first?.due }
    var isEmpty: Bool { heap.isEmpty }

    mutating func insert(_ packet: Held) {
        var packet = packet
        packet.ordinal = inserted
        inserted &+= 1
        if packet.overtaking != nil { waiting += 1 }
        heap.append(packet)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Removes the packet that is due first, if it is due by `time`; with nil, in any case.
    mutating func popFirst(dueBy time: UInt64? = nil) -> Held? {
        guard let first = heap.first, time.map({ first.due <= $0 }) ?? true else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        if first.overtaking != nil { waiting -= 1 }
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].isBefore(heap[least]) {
                least = child
            }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    /// Counts a packet that passed, and removes those that enough packets have overtaken now, in order of arrival.
    mutating func overtaken(in lane: Ruling.Lane) -> [Held] {
        guard waiting > 0 else { return [] }
        var free: [Held] = []
        for index in heap.indices {
            guard let (itsLane, left) = heap[index].overtaking, itsLane == lane else { continue }
            heap[index].overtaking = (lane, left - 1)
            if left <= 1 { free.append(heap[index]) }
        }
        guard !free.isEmpty else { return [] }
        let rest = heap.filter { ($0.overtaking?.left ?? 1) > 0 }
        waiting -= free.count
        // A sorted array is a heap too.
        heap = rest.sorted { $0.isBefore($1) }
        return free.sorted { $0.ordinal < $1.ordinal }
    }
}
