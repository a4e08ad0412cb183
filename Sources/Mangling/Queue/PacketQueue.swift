/// The kernel's packet queue as the packet loop sees it; tests replace it by recorded messages.
protocol PacketQueue {
    /// Returns the next datagram of netlink messages without waiting; its bytes are valid until the next call.
    func receive() throws(ManglingError) -> Reception

    /// Sends a sequence of verdict messages.
    func send(_ verdicts: UnsafeRawBufferPointer) throws(ManglingError)
}

/// What the socket of a queue returned.
enum Reception {
    case messages(UnsafeRawBufferPointer)
    /// Packets were lost since the last call, because the socket's buffer was full (ENOBUFS).
    case overrun
    case nothing
}
