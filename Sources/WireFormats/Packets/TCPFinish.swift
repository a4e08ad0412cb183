/// A FIN that ends one direction of a TCP connection from the middle, made from one of its packets.
package enum TCPFinish {
    /// Whether the packet is a segment of an open connection: no SYN, no RST, and something acknowledged.
    package static func isPossible(_ headers: PacketHeaders) -> Bool {
        guard let tcp = headers.tcp else { return false }
        return tcp.flags.contains(.ack) && tcp.flags.isDisjoint(with: [.syn, .rst])
    }

    /// A FIN to the packet's destination, in place of the packet: the application there reads an end of data that
    /// was never sent (RFC 9293 section 3.10.7.4).
    ///
    /// Nil if that is not possible.
    package static func toReceiver(headers: PacketHeaders) -> [UInt8]? {
        guard isPossible(headers), let tcp = headers.tcp else { return nil }
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
