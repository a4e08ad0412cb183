import CNetfilterQueue
import Glibc

/// The socket of one packet queue (NFQUEUE), bound in the network namespace of the thread that made it.
///
/// No flag is set on the queue. Without `NFQA_CFG_F_GSO` the kernel cuts packets to the MTU and completes their
/// checksums before it queues them; `NFQA_CFG_F_FAIL_OPEN` would let packets past the faults.
final class NetfilterQueue: PacketQueue {
    /// Packets that may wait in the kernel; held ones are among them.
    private static let maximumLength: UInt32 = 65_536
    /// In bytes, because with less a transfer of 1 MiB overruns the socket.
    private static let receiveBuffer: Int32 = 8 << 20
    /// The largest packet and its attributes.
    private static let datagramLength = 70_000

    let descriptor: Int32
    let number: UInt16
    private let socket: OpaquePointer
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: datagramLength, alignment: 16)

    init(number: UInt16) throws(ManglingError) {
        self.number = number
        guard let socket = mnl_socket_open2(NETLINK_NETFILTER, Int32(SOCK_CLOEXEC.rawValue)) else {
            let cause = errno
            buffer.deallocate()
            throw ManglingError(.socket, "cannot open a netlink socket; use a kernel with nfnetlink", cause: cause)
        }
        self.socket = socket
        descriptor = mnl_socket_get_fd(socket)
        // From here on deinit closes.
        guard mnl_socket_bind(socket, 0, 0) == 0 else {
            throw ManglingError(.socket, "cannot bind a netlink socket; free some file descriptors", cause: errno)
        }
        enlargeReceiveBuffer()
        try configure()
    }

    deinit {
        mnl_socket_close(socket)
        buffer.deallocate()
    }

    func receive() throws(ManglingError) -> Reception {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            if count >= 0 { return .messages(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
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

    /// Best effort: if even the kernel's limit is too small, the report says that packets were lost.
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
    /// Each setting in a message of its own with an acknowledgment, so that a refused one is known by name.
    ///
    /// The copy mode comes last: packets are sent to us from then on.
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
        if let cause = try request({ nfq_nlmsg_cfg_put_params($0, UInt8(NFQNL_COPY_PACKET.rawValue), 0xffff) }) {
            throw ManglingError(
                .queue, "cannot have whole packets copied from queue \(number); use another kernel", cause: cause
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

    /// Sends one setting and waits for the kernel's answer; returns the error number, or nil.
    private func request(_ put: (UnsafeMutablePointer<nlmsghdr>) -> Void) throws(ManglingError) -> Int32? {
        var message = [CChar](repeating: 0, count: 256)
        let sequence: UInt32 = 1
        let length = message.withUnsafeMutableBufferPointer { bytes -> Int in
            guard let header = nfq_nlmsg_put(bytes.baseAddress, Int32(NFQNL_MSG_CONFIG.rawValue), UInt32(number)) else {
                return 0
            }
            put(header)
            header.pointee.nlmsg_flags |= UInt16(NLM_F_ACK)
            header.pointee.nlmsg_seq = sequence
            return Int(header.pointee.nlmsg_len)
        }
        guard mnl_socket_sendto(socket, message, length) >= 0 else { return errno }
        // The kernel answers before the call above returns, so there is nothing to wait for.
        var answered: Int32?
        while answered == nil {
            guard case .messages(let datagram) = try receive() else {
                throw ManglingError(.queue, "the kernel did not answer about queue \(number); run the scenario again")
            }
            try QueueMessage.forEach(in: datagram) { (message) throws(ManglingError) in
                switch message {
                case .answer(sequence, let error): answered = error
                case .packet(let id, _):
                    // The rules stood before the queue was complete: the packet is not part of the run.
                    var verdict = VerdictBatch(queueNumber: number)
                    verdict.append(id: id, accepts: true, replacement: nil)
                    try send(verdict.messages)
                case .answer, .other: break
                }
            }
        }
        return answered == 0 ? nil : answered
    }
}
