import CNetfilterQueue

/// One message from the kernel's packet queue.
enum QueueMessage {
    /// A packet that waits for its verdict; empty bytes if the message carries none.
    ///
    /// `isRun` says that it holds several segments (`NFQA_SKB_GSO`), but not their size.
    case packet(id: UInt32, bytes: UnsafeRawBufferPointer, isRun: Bool)
    /// The kernel's answer to a message of ours: 0 or an error number (netlink(7), NLMSG_ERROR).
    case answer(sequence: UInt32, error: Int32)
    /// Anything else.
    case other

    /// The length of a netlink message header and the nfnetlink header after it.
    private static let headerLength = MemoryLayout<nlmsghdr>.size + MemoryLayout<nfgenmsg>.size

    /// NLA_TYPE_MASK of <linux/netlink.h>: the two highest bits of a type are flags.
    private static let attributeTypes: UInt16 = 0x3fff

    /// Reads the messages in one datagram; stops at the first incomplete message.
    ///
    /// - Parameter datagram: the bytes, aligned to 4 bytes.
    static func forEach(in datagram: UnsafeRawBufferPointer, _ body: (QueueMessage) throws(ManglingError) -> Void)
        throws(ManglingError)
    {
        guard let start = datagram.baseAddress else { return }
        var message = start.assumingMemoryBound(to: nlmsghdr.self)
        var left = Int32(clamping: datagram.count)
        while mnl_nlmsg_ok(message, left) {
            try body(QueueMessage(message))
            guard let next = mnl_nlmsg_next(message, &left) else { return }
            message = UnsafePointer(next)
        }
    }

    private init(_ message: UnsafePointer<nlmsghdr>) {
        let bytes = UnsafeRawBufferPointer(start: message, count: Int(message.pointee.nlmsg_len))
        if Int32(message.pointee.nlmsg_type) == NLMSG_ERROR {
            // struct nlmsgerr: the negative error number, then the header of the message that it answers.
            guard bytes.count >= MemoryLayout<nlmsghdr>.size + MemoryLayout<nlmsgerr>.size else {
                self = .other
                return
            }
            let answer = bytes.loadUnaligned(fromByteOffset: MemoryLayout<nlmsghdr>.size, as: nlmsgerr.self)
            self = .answer(sequence: answer.msg.nlmsg_seq, error: 0 &- answer.error)
            return
        }
        let packetType = UInt16(NFNL_SUBSYS_QUEUE) << 8 | UInt16(NFQNL_MSG_PACKET.rawValue)
        guard message.pointee.nlmsg_type == packetType, bytes.count >= Self.headerLength else {
            self = .other
            return
        }
        self = Self.packet(bytes) ?? .other
    }

    /// Walks the attributes after the headers (netlink(7)): two bytes of length, two of type, then the value.
    ///
    /// The library's parser would call back for each of about ten attributes of a packet; only three are needed.
    private static func packet(_ message: UnsafeRawBufferPointer) -> QueueMessage? {
        var id: UInt32?
        var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        var isRun = false
        var offset = headerLength
        while message.count - offset >= 4 {
            let length = Int(message.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
            let type = message.loadUnaligned(fromByteOffset: offset + 2, as: UInt16.self) & attributeTypes
            guard length >= 4, length <= message.count - offset else { break }
            let value = UnsafeRawBufferPointer(rebasing: message[offset + 4..<offset + length])
            switch UInt32(type) {
            case NFQA_PACKET_HDR.rawValue where value.count >= MemoryLayout<nfqnl_msg_packet_hdr>.size:
                id = value.loadUnaligned(as: UInt32.self)
            case NFQA_PAYLOAD.rawValue: bytes = value
            case NFQA_SKB_INFO.rawValue where value.count >= MemoryLayout<UInt32>.size:
                isRun = UInt32(bigEndian: value.loadUnaligned(as: UInt32.self)) & UInt32(NFQA_SKB_GSO) != 0
            default: break
            }
            // NLA_ALIGN: attributes begin at multiples of 4.
            offset += (length + 3) & ~3
        }
        return id.map { .packet(id: UInt32(bigEndian: $0), bytes: bytes, isRun: isRun) }
    }
}
