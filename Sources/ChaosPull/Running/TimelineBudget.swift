import Faults
import Judging

/// How much of a timeline is kept: a run's folder must stay readable, and the memory bounded.
///
/// Packets are left out first, since they are many and the services tell of most of what they do; then other traffic;
/// then the rest. Phases are always kept; they are few. Output has its own bound, see `BoundedOutput`.
struct TimelineBudget: Sendable {
    /// Bytes of the written timeline up to which events of a kind are kept.
    struct Limit: Sendable {
        var packets: Int
        var traffic: Int
        var all: Int

        /// With at most 48 MiB of output (16 lives of a program) it is less than `SavedFile` reads, 256 MiB.
        static let standard = Limit(packets: 96 << 20, traffic: 144 << 20, all: 160 << 20)
    }

    private let limit: Limit
    private var used = 0
    private(set) var report = TimelineReport()

    init(limit: Limit = .standard) { self.limit = limit }

    /// Whether the event is kept; else it is counted.
    mutating func takes(_ body: Event.Body) -> Bool {
        let isPacket = if case .packet = body { true } else { false }
        let most: Int
        switch body {
        case .phase, .output, .omission: return true
        case .packet: most = limit.packets
        case .dns, .connection, .request, .response, .token, .kernel: most = limit.traffic
        case .fault, .act, .process: most = limit.all
        }
        let bytes = body.mostBytes
        guard used + bytes <= most else {
            if isPacket { report.packets += 1 } else { report.others += 1 }
            return false
        }
        used += bytes
        return true
    }
}

extension Event.Body {
    /// No less than the bytes of its line in the timeline.
    var mostBytes: Int {
        // More than the keys, the numbers and the punctuation of any kind.
        let fixed = 512
        let texts: [String?] =
            switch self {
            case .phase, .response: []
            case .dns(let dns): [dns.name, dns.type, dns.over, dns.answer]
            case .packet(let packet): [packet.flow, packet.fate]
            case .connection(let connection): [connection.detail]
            case .request(let request):
                [request.method, request.path, request.range, request.authorization, request.proxyAuthorization]
            case .token(let token): [token.scope]
            case .fault(let fault):
                [fault.name, fault.detail, fault.call?.process, fault.call?.call, fault.call?.path, fault.call?.error]
            case .act(let act): [act.what]
            case .process(let process): [process.program, process.detail]
            case .output(let output): [output.program, output.line]
            case .kernel(let error): [error.program, error.process, error.call, error.error]
            case .omission(let omission): [omission.program]
            }
        return texts.reduce(fixed) { $0 + ($1?.bytesInJSON ?? 0) }
    }
}

extension String {
    /// Its bytes in a line of JSON: control characters become six, quotes and backslashes two (RFC 8259 section 7).
    var bytesInJSON: Int {
        utf8.reduce(0) { sum, byte in
            switch byte {
            case ..<0x20, 0x7F: sum + 6
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): sum + 2
            default: sum + 1
            }
        }
    }
}
