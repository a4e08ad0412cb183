import CNetfilterQueue

/// One message from the kernel's packet queue.
enum QueueMessage {
    /// A packet that waits for its verdict; empty bytes if the message carries none.
    case packet(id: UInt32, bytes: UnsafeRawBufferPointer)
    /// The kernel's answer to a message of ours: 0 or an error number (netlink(7), NLMSG_ERROR).
    case answer(sequence: UInt32, error: Int32)
    /// Anything else.
    case other

    /// The bytes of a netlink message header and the header of nfnetlink behind it.
    private static let headerLength = MemoryLayout<nlmsghdr>.size + MemoryLayout<nfgenmsg>.size

    /// Reads the messages in one datagram; stops at what is no whole message.
    ///
    /// - Parameter datagram: aligned to 4 bytes, as buffers are.
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
        self = Self.packet(message) ?? .other
    }

    private static func packet(_ message: UnsafePointer<nlmsghdr>) -> QueueMessage? {
        // One element per attribute type, 0 included; the library writes only those it knows.
        withUnsafeTemporaryAllocation(
            of: Optional<UnsafeMutablePointer<nlattr>>.self, capacity: Int(cnetfilterqueue_attribute_max) + 1
        ) { attributes in
            attributes.initialize(repeating: nil)
            guard nfq_nlmsg_parse(message, attributes.baseAddress) >= 0,
                let header = attributes[Int(NFQA_PACKET_HDR.rawValue)],
                Int(mnl_attr_get_payload_len(header)) >= MemoryLayout<nfqnl_msg_packet_hdr>.size,
                let id = mnl_attr_get_payload(header)?.loadUnaligned(as: UInt32.self)
            else { return nil }
            var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            if let payload = attributes[Int(NFQA_PAYLOAD.rawValue)] {
                bytes = UnsafeRawBufferPointer(
                    start: mnl_attr_get_payload(payload), count: Int(mnl_attr_get_payload_len(payload))
                )
            }
            return .packet(id: UInt32(bigEndian: id), bytes: bytes)
        }
    }
}
