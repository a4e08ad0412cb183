/// Resets that end a TCP connection from the middle, made from one of its packets.
///
/// A receiver accepts only a reset with exactly the sequence number that it expects next (RFC 5961 section 3.2). So
/// take the number of a packet that is held back, and send a reset both ways.
package enum TCPReset {
    /// A reset to the packet's destination, in place of the packet; nil if it is not TCP.
    ///
    /// It has the packet's sequence number, and its acknowledgment if there is one: a client that has sent its SYN
    /// accepts a reset only if the SYN is acknowledged (RFC 9293 section 3.10.7.3).
    package static func toReceiver(of packet: UnsafeRawBufferPointer, headers: PacketHeaders) -> [UInt8]? {
        guard let tcp = headers.tcp else { return nil }
        let acknowledges = tcp.flags.contains(.ack)
        return PacketBuilder.tcp(
            source: headers.source,
            destination: headers.destination,
            sourcePort: headers.sourcePort,
            destinationPort: headers.destinationPort,
            sequence: tcp.sequence,
            acknowledgment: acknowledges ? tcp.acknowledgment : 0,
            flags: acknowledges ? [.rst, .ack] : .rst,
            window: 0
        )
    }

    /// A reset to the packet's source, as its destination would send it; nil if it is not TCP.
    ///
    /// The sequence number is the packet's acknowledgment. If there is none, it is 0 and the reset acknowledges all
    /// that the packet holds (RFC 9293 section 3.5.2).
    package static func toSender(of packet: UnsafeRawBufferPointer, headers: PacketHeaders) -> [UInt8]? {
        guard let tcp = headers.tcp else { return nil }
        let acknowledges = tcp.flags.contains(.ack)
        return PacketBuilder.tcp(
            source: headers.destination,
            destination: headers.source,
            sourcePort: headers.destinationPort,
            destinationPort: headers.sourcePort,
            sequence: acknowledges ? tcp.acknowledgment : 0,
            acknowledgment: acknowledges ? 0 : tcp.sequence &+ headers.segmentLength,
            flags: acknowledges ? .rst : [.rst, .ack],
            window: 0
        )
    }
}
