import Faults

/// What is kept of the lines that a program prints in one life: the first, and the last, since errors come last.
///
/// What is between is counted and its place remembered, so that no program can fill the memory or the run's folder.
struct BoundedOutput: Sendable {
    /// An event and its place in the timeline.
    struct Entry: Sendable {
        let place: Int
        let event: Event
    }

    /// How much is kept at the start, and as much at the end.
    struct Limit: Sendable, Equatable {
        var lines: Int
        var bytes: Int

        /// Ten times what the most talkative puller of the catalog prints in a pull.
        static let standard = Limit(lines: 5_000, bytes: 1 << 20)
        /// Nothing is kept.
        static let zero = Limit(lines: 0, bytes: 0)
    }

    private let program: String
    private let limit: Limit
    private var head = Limit.zero
    private var isHeadFull = false
    /// A ring: the oldest entry stands at `oldest` once something was left out.
    private var tail: [Entry] = []
    private var oldest = 0
    private var tailBytes = 0
    private var gap: (place: Int, time: Double, lines: Int, bytes: Int)?

    init(of program: String, limit: Limit = .standard) {
        self.program = program
        self.limit = limit
    }

    /// Whether the line is one of the first, which stand in the timeline at once; else it is kept here, or counted.
    mutating func isOfHead(_ line: String) -> Bool {
        let bytes = line.bytesInJSON + 1
        isHeadFull = isHeadFull || head.lines + 1 > limit.lines || head.bytes + bytes > limit.bytes
        guard !isHeadFull else { return false }
        head.lines += 1
        head.bytes += bytes
        return true
    }

    /// Takes a line that is not of the head; older ones make room for it.
    mutating func keep(_ entry: Entry) {
        tail.append(entry)
        tailBytes += Self.bytesInJSON(entry)
        while tail.count - oldest > limit.lines || tailBytes > limit.bytes, oldest < tail.count {
            let left = tail[oldest]
            let bytes = Self.bytes(left)
            oldest += 1
            tailBytes -= Self.bytesInJSON(left)
            gap = (
                gap?.place ?? left.place, gap?.time ?? left.event.time, (gap?.lines ?? 0) + 1, (gap?.bytes ?? 0) + bytes
            )
        }
        // Each entry is moved once for as many as were let go, so a line costs the same however many come.
        if oldest > limit.lines {
            tail.removeFirst(oldest)
            oldest = 0
        }
    }

    /// What stands in the timeline beside the first lines: where something was left out, and the last lines.
    var entries: [Entry] {
        let omission = gap.map { gap in
            Entry(
                place: gap.place,
                event: Event(
                    time: gap.time,
                    body: .omission(OutputOmission(program: program, lines: gap.lines, bytes: gap.bytes))))
        }
        return [omission].compactMap(\.self) + tail[oldest...]
    }

    /// What the limit counts: the line as the timeline has it.
    private static func bytesInJSON(_ entry: Entry) -> Int {
        if case .output(let output) = entry.event.body { output.line.bytesInJSON + 1 } else { 0 }
    }

    private static func bytes(_ entry: Entry) -> Int {
        if case .output(let output) = entry.event.body { output.line.utf8.count + 1 } else { 0 }
    }
}
