/// Packets that wait for their time, as a binary heap: the next one to go is on top.
struct HeldPackets {
    struct Held {
        let id: UInt32
        /// Nanoseconds of the monotonic clock.
        let due: UInt64
        let replacement: [UInt8]?
        /// Packets that are due at the same time go in the order in which they came.
        fileprivate var ordinal: UInt64 = 0

        init(id: UInt32, due: UInt64, replacement: [UInt8]?) {
            self.id = id
            self.due = due
            self.replacement = replacement
        }

        fileprivate func isBefore(_ other: Held) -> Bool { (due, ordinal) < (other.due, other.ordinal) }
    }

    private var heap: [Held] = []
    private var inserted: UInt64 = 0

    var nextDue: UInt64? { heap.first?.due }

    mutating func insert(_ packet: Held) {
        var packet = packet
        packet.ordinal = inserted
        inserted &+= 1
        heap.append(packet)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the packet that is due first, if it is due by then; nil takes it in any case.
    mutating func popFirst(dueBy time: UInt64? = nil) -> Held? {
        guard let first = heap.first, time.map({ first.due <= $0 }) ?? true else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
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
}
