import CNetfilterQueue
import Faults
import Glibc

/// The socket of one packet queue (NFQUEUE), bound in the network namespace of the thread that made it.
///
/// Without `NFQA_CFG_F_GSO` the kernel cuts packets to the MTU and completes their checksums before it queues them;
/// with it they come as the sender's kernel left them. `NFQA_CFG_F_FAIL_OPEN` is not used: it would let packets bypass
/// the faults.
final class NetfilterQueue: PacketQueue {
    /// How many packets may wait in the kernel, including those held back.
    static let maximumLength: UInt32 = 65_536
    /// In bytes.
    ///
    /// With 8 MiB, a busy machine that does not schedule the thread for a while loses packets of a flood.
    private static let receiveBuffer: Int32 = 32 << 20
    /// How many datagrams one call can receive.
    private static let slots = 64

    /// What kind of packets the queue delivers.
    enum Content {
        /// Packets of at most the MTU.
        case single(PacketExtent)
        /// The heads of packets that may hold many segments.
        case uncutHeads

        /// How many bytes of a packet are copied.
        ///
        /// A head is enough for the longest headers that a sane sender uses, and for a DNS question, which takes 259
        /// bytes with the longest name (RFC 1035 section 2.3.4).
        fileprivate var range: UInt32 { isWhole ? 0xffff : 512 }

        /// Room for the largest packet or head, with its attributes.
        fileprivate var datagramLength: Int { isWhole ? 70_000 : 1024 }

        fileprivate var isUncut: Bool { if case .uncutHeads = self { true } else { false } }

        private var isWhole: Bool { if case .single(.whole) = self { true } else { false } }
    }

    let descriptor: Int32
    let number: UInt16
    private let content: Content
    private let socket: OpaquePointer
    private let buffer: UnsafeMutableRawBufferPointer
    private let lengths = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: slots)
    private var next = 0
    private var filled = 0
    /// Whether the last call left slots empty, so that nothing more was waiting.
    private var isExhausted = false

    init(number: UInt16, content: Content) throws(ManglingError) {
        self.number = number
        self.content = content
        buffer = .allocate(byteCount: content.datagramLength * Self.slots, alignment: 16)
        guard let socket = mnl_socket_open2(NETLINK_NETFILTER, Int32(SOCK_CLOEXEC.rawValue)) else {
            let cause = errno
            buffer.deallocate()
            lengths.deallocate()
            throw ManglingError(.socket, "cannot open a netlink socket; use a kernel with nfnetlink", cause: cause)
        }
        self.socket = socket
        descriptor = mnl_socket_get_fd(socket)
        // From here on deinit closes the socket.
        guard mnl_socket_bind(socket, 0, 0) == 0 else {
            throw ManglingError(.socket, "cannot bind a netlink socket; free some file descriptors", cause: errno)
        }
        enlargeReceiveBuffer()
        try configure()
    }

    /// A program that is being started has the socket too until it calls exec(3), so closing is not enough: packets
    /// would wait there for no reader, and be lost.
    deinit {
        _ = post(acknowledged: false) {
            nfq_nlmsg_cfg_put_cmd($0, UInt16(AF_UNSPEC), UInt8(NFQNL_CFG_CMD_UNBIND.rawValue))
        }
        mnl_socket_close(socket)
        buffer.deallocate()
        lengths.deallocate()
    }

    func receive() throws(ManglingError) -> Reception {
        while true {
            if next < filled {
                let start = next * content.datagramLength
                let length = min(Int(lengths[next]), content.datagramLength)
                next += 1
                return .messages(UnsafeRawBufferPointer(rebasing: buffer[start..<start + length]))
            }
            if isExhausted {
                isExhausted = false
                return .nothing
            }
            let count = cnetfilterqueue_receive(
                descriptor, buffer.baseAddress, UInt(content.datagramLength), UInt32(Self.slots), lengths.baseAddress
            )
            (next, filled) = (0, max(0, Int(count)))
            isExhausted = (1..<Self.slots).contains(filled)
            if count > 0 { continue }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .nothing
            case ENOBUFS: return .overrun
            case let cause:
                throw ManglingError(.queue, "cannot read queue \(number); run the scenario again", cause: cause)
            }
        }
    }

    func send(_ verdicts: UnsafeRawBufferPointer) throws(ManglingError) {
        while mnl_socket_sendto(socket, verdicts.baseAddress, verdicts.count) < 0 {
            let cause = errno
            guard cause == EINTR else {
                throw ManglingError(
                    .queue, "cannot send \(verdicts.count) bytes of verdicts to queue \(number); run it again",
                    cause: cause
                )
            }
        }
    }

    /// Best effort: if the buffer stays too small, the report says that packets were lost.
    private func enlargeReceiveBuffer() {
        var size = Self.receiveBuffer
        let length = socklen_t(MemoryLayout<Int32>.size)
        if setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &size, length) != 0 {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, length)
        }
    }
}

// MARK: Configuration

extension NetfilterQueue {
    /// Sends each setting in a message of its own and waits for the acknowledgment, so that the error can name a
    /// refused one.
    ///
    /// The copy mode comes last: from then on the kernel sends packets.
    private func configure() throws(ManglingError) {
        let bind = UInt8(NFQNL_CFG_CMD_BIND.rawValue)
        if let cause = try request({ nfq_nlmsg_cfg_put_cmd($0, UInt16(AF_UNSPEC), bind) }) {
            throw bindError(cause)
        }
        if let cause = try request({ nfq_nlmsg_cfg_put_qmaxlen($0, Self.maximumLength) }) {
            throw ManglingError(
                .queue, "cannot set the length of queue \(number) to \(Self.maximumLength) packets; use another kernel",
                cause: cause
            )
        }
        if content.isUncut {
            // A kernel that refuses it delivers single packets instead, which can be sorted just as well.
            _ = try request {
                mnl_attr_put_u32($0, UInt16(NFQA_CFG_FLAGS.rawValue), UInt32(NFQA_CFG_F_GSO).bigEndian)
                mnl_attr_put_u32($0, UInt16(NFQA_CFG_MASK.rawValue), UInt32(NFQA_CFG_F_GSO).bigEndian)
            }
        }
        let copies = UInt8(NFQNL_COPY_PACKET.rawValue)
        if let cause = try request({ nfq_nlmsg_cfg_put_params($0, copies, Int32(content.range)) }) {
            throw ManglingError(
                .queue, "cannot have packets copied from queue \(number); use another kernel", cause: cause
            )
        }
    }

    private func bindError(_ cause: Int32) -> ManglingError {
        if let owner = QueueStatistics.current(of: number)?.owner {
            return ManglingError(
                .queueTaken,
                "queue \(number) of this network namespace belongs to netlink port \(owner) already; end that program",
                cause: cause
            )
        }
        if cause == EPERM {
            return ManglingError(
                .privilege,
                "binding queue \(number) needs CAP_NET_ADMIN in the network namespace; run as root",
                cause: cause
            )
        }
        return ManglingError(
            .unsupported, "cannot bind queue \(number); use a kernel with CONFIG_NETFILTER_NETLINK_QUEUE", cause: cause
        )
    }

    /// Sends one setting and reads the kernel's answer; returns the error number, or nil.
    private func request(_ put: (UnsafeMutablePointer<nlmsghdr>) -> Void) throws(ManglingError) -> Int32? {
        if let cause = post(acknowledged: true, put) { return cause }
        // The kernel answers before the call above returns, so this does not wait.
        isExhausted = false
        var answered: Int32?
        while answered == nil {
            guard case .messages(let datagram) = try receive() else {
                throw ManglingError(.queue, "the kernel did not answer about queue \(number); run the scenario again")
            }
            try QueueMessage.forEach(in: datagram) { (message) throws(ManglingError) in
                switch message {
                case .answer(Self.sequence, let error): answered = error
                case .packet(let id, _, _):
                    // The packet came before the queue was complete: it is not part of the run.
                    var verdict = VerdictBatch(queueNumber: number)
                    verdict.append(id: id, .accept)
                    try send(verdict.messages)
                case .answer, .other: break
                }
            }
        }
        return answered == 0 ? nil : answered
    }

    /// Sends one setting; returns the error number, or nil.
    private func post(acknowledged: Bool, _ put: (UnsafeMutablePointer<nlmsghdr>) -> Void) -> Int32? {
        var message = [CChar](repeating: 0, count: 256)
        let length = message.withUnsafeMutableBufferPointer { bytes -> Int in
            guard let header = nfq_nlmsg_put(bytes.baseAddress, Int32(NFQNL_MSG_CONFIG.rawValue), UInt32(number)) else {
                return 0
            }
            put(header)
            if acknowledged { header.pointee.nlmsg_flags |= UInt16(NLM_F_ACK) }
            header.pointee.nlmsg_seq = Self.sequence
            return Int(header.pointee.nlmsg_len)
        }
        return mnl_socket_sendto(socket, message, length) >= 0 ? nil : errno
    }

    /// The number of every setting's message; each is answered before the next one is sent.
    private static let sequence: UInt32 = 1
}
