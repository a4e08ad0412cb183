/// The kernel's packet queue as the packet loop sees it; tests put recorded messages in its place.
protocol PacketQueue {
    /// Takes the next datagram of netlink messages, without waiting; its bytes are valid until the next call.
    func receive() throws(ManglingError) -> Reception

    /// Sends verdict messages that follow one another.
    func send(_ verdicts: UnsafeRawBufferPointer) throws(ManglingError)
}

/// What the socket of a queue had to give.
enum Reception {
    case messages(UnsafeRawBufferPointer)
    /// Packets were lost since the last call, because the socket's buffer was full (ENOBUFS).
    case overrun
    case nothing
}
