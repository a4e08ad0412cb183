import CNetfilterQueue

/// Verdict messages one behind the other, to be sent by one call.
///
/// Each names one packet. `NFQNL_MSG_VERDICT_BATCH` is of no use here: it covers every packet up to an id, held ones
/// too.
struct VerdictBatch: ~Copyable {
    /// Below the least send buffer that Linux gives a socket by default, else the kernel refuses the message
    /// (EMSGSIZE).
    static let capacity = 128 * 1024
    /// The length of an attribute is 16 bits with its own header of 4 bytes (netlink(7)).
    static let largestReplacement = 65_535 - 4
    /// The headers of netlink and nfnetlink, the verdict and the head of a payload attribute, rounded up.
    private static let overhead = 64

    private let storage = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    private let queueNumber: UInt16
    private var length = 0

    init(queueNumber: UInt16) {
        self.queueNumber = queueNumber
        // The padding between messages is never written.
        storage.initializeMemory(as: UInt8.self, repeating: 0, count: Self.capacity)
    }

    deinit { storage.deallocate() }

    /// The messages so far.
    var messages: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: storage, count: length) }

    /// Whether one more fits.
    func hasRoom(for replacement: [UInt8]?) -> Bool {
        length + Self.overhead + (replacement?.count ?? 0) <= Self.capacity
    }

    /// Adds the verdict about one packet, with new bytes if it was changed; the caller has asked whether there is room.
    mutating func append(id: UInt32, accepts: Bool, replacement: [UInt8]?) {
        let place = (storage + length).assumingMemoryBound(to: CChar.self)
        guard let message = nfq_nlmsg_put(place, Int32(NFQNL_MSG_VERDICT.rawValue), UInt32(queueNumber)) else { return }
        nfq_nlmsg_verdict_put(message, Int32(bitPattern: id), accepts ? NF_ACCEPT : NF_DROP)
        if let replacement {
            replacement.withUnsafeBytes { bytes in
                nfq_nlmsg_verdict_put_pkt(message, bytes.baseAddress, UInt32(clamping: bytes.count))
            }
        }
        // NLMSG_ALIGN: messages begin at multiples of 4.
        length += (Int(message.pointee.nlmsg_len) + 3) & ~3
    }

    /// Forgets the messages, once they are sent.
    mutating func removeAll() { length = 0 }
}
