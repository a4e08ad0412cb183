import WireFormats

@testable import Mangling

/// A queue made of recorded messages, which keeps the verdicts that are sent to it.
final class RecordedQueue: PacketQueue {
    enum Item {
        case datagram([UInt8])
        case overrun
    }

    struct Verdict: Equatable {
        let id: UInt32
        let accepts: Bool
        let replacement: [UInt8]?
    }

    private var items: [Item]
    /// Packets without a verdict, in the order in which they were received.
    private var waiting: [UInt32] = []
    private let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 70_000, alignment: 16)
    private(set) var verdicts: [Verdict] = []
    private(set) var sends = 0
    /// Verdicts other than accept and drop.
    private(set) var others: [(id: UInt32, code: UInt32, isMarked: Bool)] = []

    init(_ items: [Item]) { self.items = items }

    deinit { storage.deallocate() }

    /// Adds a packet; `info` as in `RecordedMessages`.
    func append(_ id: UInt32, _ bytes: [UInt8], info: UInt8 = 0) {
        items.append(.datagram(RecordedMessages.packet(id: id, bytes, info: info)))
    }

    func receive() throws(ManglingError) -> Reception {
        guard !items.isEmpty else { return .nothing }
        switch items.removeFirst() {
        case .overrun: return .overrun
        case .datagram(let bytes):
            storage.copyBytes(from: bytes)
            // NFQNL_MSG_PACKET of NFNL_SUBSYS_QUEUE.
            if bytes[4...5] == [0, 3] { waiting.append(bytes[24..<28].reduce(0) { $0 << 8 | UInt32($1) }) }
            return .messages(UnsafeRawBufferPointer(rebasing: storage.prefix(bytes.count)))
        }
    }

    func send(_ messages: UnsafeRawBufferPointer) throws(ManglingError) {
        sends += 1
        var rest = Array(messages)[...]
        while rest.count >= 32 {
            let bytes = Array(rest)
            let length = Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16
            let id = bytes[28..<32].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let code = bytes[24..<28].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            // NFQNL_MSG_VERDICT_BATCH is about every packet up to the one it names.
            let ids = bytes[4] == 3 ? waiting.filter { $0 <= id } : [id]
            waiting.removeAll { ids.contains($0) }
            // Attribute 10 is a payload, 3 a mark.
            let payload = length > 32 && bytes[34] == 10 ? Array(bytes[36..<length]) : nil
            verdicts += ids.map { Verdict(id: $0, accepts: code == 1, replacement: payload) }
            if code > 1 { others.append((id, code, length > 32 && bytes[34] == 3)) }
            rest = rest.dropFirst((length + 3) & ~3)
        }
    }
}
