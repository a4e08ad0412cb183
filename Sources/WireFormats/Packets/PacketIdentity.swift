/// What identifies a packet on both sides of a router.
///
/// Routers change the hop count and the checksums, and split what a sender's kernel left in one piece (segmentation
/// offload). So a TCP segment is identified by its numbers, and any other packet by its payload.
package struct PacketIdentity: Hashable, Sendable {
    /// What tells packets of one flow apart.
    package enum Mark: Hashable, Sendable {
        /// A TCP segment with payload, by where it begins; a piece that was cut from it has the same `acknowledgment`.
        case data(sequence: UInt32, acknowledgment: UInt32)
        /// A TCP segment without payload.
        case control(sequence: UInt32, acknowledgment: UInt32, flags: TCPFlags)
        /// A hash of the payload, valid in this process only.
        case payload(Int)
    }

    /// The addresses and ports, in the packet's direction.
    package struct Flow: Hashable, Sendable {
        let source: IPAddress
        let destination: IPAddress
        let protocolNumber: UInt8
        let sourcePort: UInt16
        let destinationPort: UInt16
    }

    /// The flow that the packet belongs to.
    package let flow: Flow
    /// Which packet of the flow.
    package var mark: Mark
    /// Bytes of payload.
    package var payloadLength: Int

    /// Reads a packet that starts with its IP header.
    ///
    /// Throws as `PacketHeaders` does.
    package init(of packet: UnsafeRawBufferPointer) throws(WireFormatError) {
        let headers = try PacketHeaders(parsing: packet)
        flow = Flow(
            source: headers.source, destination: headers.destination, protocolNumber: headers.protocolNumber,
            sourcePort: headers.sourcePort, destinationPort: headers.destinationPort
        )
        guard let tcp = headers.tcp else {
            payloadLength = max(0, headers.payloadLength)
            var hasher = Hasher()
            hasher.combine(
                bytes: UnsafeRawBufferPointer(
                    rebasing: packet.dropFirst(max(0, headers.payloadOffset)).prefix(payloadLength)
                )
            )
            mark = .payload(hasher.finalize())
            return
        }
        // Taken from the IP header, as the buffer may hold no more than the headers.
        payloadLength = max(0, headers.packetLength - headers.payloadOffset)
        mark =
            payloadLength > 0
            ? .data(sequence: tcp.sequence, acknowledgment: tcp.acknowledgment)
            : .control(sequence: tcp.sequence, acknowledgment: tcp.acknowledgment, flags: tcp.flags)
    }

    /// The rest of a TCP segment after its first bytes; nil if there is no rest, or if the packet cannot be cut.
    package func dropping(_ count: Int) -> PacketIdentity? {
        guard case .data(let sequence, let acknowledgment) = mark, count < payloadLength else { return nil }
        var rest = self
        rest.mark = .data(
            sequence: sequence &+ UInt32(truncatingIfNeeded: count), acknowledgment: acknowledgment
        )
        rest.payloadLength -= count
        return rest
    }
}
