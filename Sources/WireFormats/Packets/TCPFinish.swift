/// A FIN that ends one direction of a TCP connection from the middle, made from one of its packets.
package enum TCPFinish {
    /// A FIN toward the packet's destination, in the place of the packet: the application there reads an end that
    /// nobody sent (RFC 9293 section 3.10.7.4).
    ///
    /// Nil for what is no segment of an open connection: not TCP, a SYN, a RST, or nothing acknowledged.
    package static func toReceiver(headers: PacketHeaders) -> [UInt8]? {
        guard let tcp = headers.tcp, tcp.flags.contains(.ack), tcp.flags.isDisjoint(with: [.syn, .rst]) else {
            return nil
        }
        return PacketBuilder.tcp(
            source: headers.source,
            destination: headers.destination,
            sourcePort: headers.sourcePort,
            destinationPort: headers.destinationPort,
            sequence: tcp.sequence,
            acknowledgment: tcp.acknowledgment,
            flags: [.fin, .ack],
            window: tcp.window
        )
    }
}
