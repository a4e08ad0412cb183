import Judging
import Mangling
import WireFormats

/// A capture file for Wireshark: the frames of a run, what the faults did to each of them, and the TLS secrets.
struct CaptureFile: Sendable {
    private let capture: PacketCapture
    private let comments: PacketComments
    private let keys: [UInt8]
    private let title: String
    private let timelineZero: UInt64

    init(capture: PacketCapture, judged: [JudgedPacket], keys: [UInt8], title: String, timelineZero: UInt64) {
        self.capture = capture
        self.keys = keys
        self.title = title
        self.timelineZero = timelineZero
        comments = PacketComments(of: judged, in: capture)
    }

    var report: CaptureReport {
        CaptureReport(
            frames: capture.frames.count, dropped: capture.interfaces.reduce(0) { $0 + $1.dropped },
            leftOut: capture.interfaces.reduce(0) { $0 + $1.leftOut },
            comments: comments.texts.values.reduce(0) { $0 + $1.count }, commentsLeftOut: comments.unplaced
        )
    }

    /// Passes on the blocks one by one, since all of them together may be large.
    func forEachBlock(_ body: (PcapngBlock) throws -> Void) rethrows {
        try body(
            .sectionHeader(
                hardware: Self.machine, system: "Linux", application: "chaospull \(ChaosPullVersion.current)",
                comments: [title, clock] + report.problems
            )
        )
        for (interface, known) in zip(capture.interfaces, CaptureLog.interfaces) {
            try body(
                .interface(
                    name: interface.name, description: known.side, longestFrame: PacketCapture.longestFrame
                )
            )
        }
        if !keys.isEmpty { try body(.secrets(tlsKeyLog: keys)) }
        for (index, frame) in capture.frames.enumerated() {
            try body(
                .packet(
                    interface: frame.interface, nanoseconds: frame.nanoseconds, frame: capture.bytes[frame.range],
                    length: frame.length, bound: frame.isOutgoing ? .outbound : .inbound,
                    comments: comments.texts[index] ?? []
                )
            )
        }
        for (index, interface) in capture.interfaces.enumerated() {
            try body(
                .statistics(
                    interface: index, nanoseconds: capture.frames.last?.nanoseconds ?? timelineZero,
                    received: interface.received, dropped: interface.dropped, kept: interface.kept
                )
            )
        }
    }

    private var clock: String {
        let fraction = "\(timelineZero % 1_000_000_000)"
        let zeros = String(repeating: "0", count: 9 - fraction.count)
        return "time 0 of timeline.jsonl is epoch time \(timelineZero / 1_000_000_000).\(zeros)\(fraction)"
    }

    private static var machine: String {
        #if arch(x86_64)
        "x86_64"
        #elseif arch(arm64)
        "aarch64"
        #else
        "unknown"
        #endif
    }
}
