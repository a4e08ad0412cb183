import CNetfilterQueue

/// A sequence of verdict messages, to be sent by one call.
struct VerdictBatch: ~Copyable {
    /// Smaller than the smallest default send buffer of Linux; otherwise the kernel refuses the message (EMSGSIZE).
    static let capacity = 128 * 1024
    /// An attribute's length has 16 bits and includes its header of 4 bytes (netlink(7)).
    static let largestReplacement = 65_535 - 4
    /// Room for the headers of netlink and nfnetlink, the verdict and the header of a payload attribute, rounded up.
    private static let overhead = 64
    /// After the headers of netlink, nfnetlink and the attribute, and the verdict itself (struct
    /// nfqnl_msg_verdict_hdr).
    private static let idOffset = 16 + 4 + 4 + 4

    private let storage = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    private let queueNumber: UInt16
    private var length = 0
    /// Where the last message begins, if it is one that accepts all packets up to an id.
    private var lastRun: Int?

    init(queueNumber: UInt16) {
        self.queueNumber = queueNumber
        // Zeroed, because the padding between messages is never written.
        storage.initializeMemory(as: UInt8.self, repeating: 0, count: Self.capacity)
    }

    deinit { storage.deallocate() }

    /// The messages so far.
    var messages: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: storage, count: length) }

    /// Whether one more message fits.
    func hasRoom(for replacement: [UInt8]?) -> Bool {
        length + Self.overhead + (replacement?.count ?? 0) <= Self.capacity
    }

    /// Adds the verdict about one packet, with new bytes if it was changed; the caller has checked that there is room.
    mutating func append(id: UInt32, _ verdict: Verdict, replacement: [UInt8]? = nil) {
        lastRun = nil
        put(id, NFQNL_MSG_VERDICT, verdict, replacement)
    }

    /// Accepts a packet and all earlier ones that are still in the queue; consecutive calls share one message.
    ///
    /// `NFQNL_MSG_VERDICT_BATCH` would also release held packets, so there must be none.
    mutating func acceptAll(upTo id: UInt32) {
        guard let lastRun else {
            lastRun = length
            return put(id, NFQNL_MSG_VERDICT_BATCH, .accept, nil)
        }
        (storage + lastRun + Self.idOffset).storeBytes(of: id.bigEndian, as: UInt32.self)
    }

    private mutating func put(
        _ id: UInt32, _ type: nfqnl_msg_types, _ verdict: Verdict, _ replacement: [UInt8]?
    ) {
        let place = (storage + length).assumingMemoryBound(to: CChar.self)
        guard let message = nfq_nlmsg_put(place, Int32(type.rawValue), UInt32(queueNumber)) else { return }
        nfq_nlmsg_verdict_put(message, Int32(bitPattern: id), Int32(bitPattern: verdict.code))
        if case .repeating(let mark) = verdict { nfq_nlmsg_verdict_put_mark(message, mark) }
        if let replacement {
            replacement.withUnsafeBytes { bytes in
                nfq_nlmsg_verdict_put_pkt(message, bytes.baseAddress, UInt32(clamping: bytes.count))
            }
        }
        // NLMSG_ALIGN: messages begin at multiples of 4.
        length += (Int(message.pointee.nlmsg_len) + 3) & ~3
    }

    /// Forgets the messages, once they are sent.
    mutating func removeAll() {
        length = 0
        lastRun = nil
    }
}

/// What the kernel is to do with a packet.
enum Verdict: Equatable {
    case accept
    case drop
    /// It goes to another queue; the kernel cuts it to the MTU if that is the queue of single packets.
    case queue(UInt16)
    /// It gets a mark and passes the rules again.
    case repeating(mark: UInt32)

    /// The number in <linux/netfilter.h>; NF_QUEUE has the number of the queue in its upper half.
    fileprivate var code: UInt32 {
        switch self {
        case .accept: UInt32(NF_ACCEPT)
        case .drop: UInt32(NF_DROP)
        case .queue(let number): UInt32(number) << 16 | UInt32(NF_QUEUE)
        case .repeating: UInt32(NF_REPEAT)
        }
    }
}
