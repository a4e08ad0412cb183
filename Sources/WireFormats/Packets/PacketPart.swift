/// Packets with a part of another packet's payload; whole headers, right lengths, right checksums.
package enum PacketPart {
    /// The packet with the first bytes of its payload alone.
    ///
    /// Nil where nothing would be cut off, and for a packet that cannot be cut: a fragment, neither UDP nor TCP, or a
    /// buffer that does not hold all of it. PSH and FIN, which stand behind the last byte (RFC 9293 section 3.1), are cut
    /// off with it: else the stream would seem to end here.
    package static func truncated(
        _ packet: UnsafeRawBufferPointer, headers: PacketHeaders, keeping count: Int
    ) -> [UInt8]? {
        guard count < headers.payloadLength,
            var cut = part(of: packet, headers: headers, 0..<max(0, count))
        else { return nil }
        clearEnd(of: &cut, headers: headers)
        return (try? InternetChecksum.correct(&cut)) == nil ? nil : cut
    }

    /// The segment in pieces of at most so many bytes of payload, which say together what it said.
    ///
    /// Nil where one piece is enough, and for what is no TCP segment in one piece. PSH and FIN stay with the last piece
    /// (RFC 9293 section 3.1).
    package static func slices(
        of packet: UnsafeRawBufferPointer, headers: PacketHeaders, size: Int
    ) -> [[UInt8]]? {
        guard let tcp = headers.tcp, size > 0, headers.payloadLength > size else { return nil }
        var slices: [[UInt8]] = []
        for start in stride(from: 0, to: headers.payloadLength, by: size) {
            let end = min(start + size, headers.payloadLength)
            guard var slice = part(of: packet, headers: headers, start..<end) else { return nil }
            let sequence = tcp.sequence &+ UInt32(start)
            slice.store(bigEndian: UInt16(truncatingIfNeeded: sequence >> 16), at: headers.transportOffset + 4)
            slice.store(bigEndian: UInt16(truncatingIfNeeded: sequence), at: headers.transportOffset + 6)
            if end < headers.payloadLength { clearEnd(of: &slice, headers: headers) }
            guard (try? InternetChecksum.correct(&slice)) != nil else { return nil }
            slices.append(slice)
        }
        return slices
    }

    /// Takes PSH and FIN off a segment that no longer ends where it did.
    private static func clearEnd(of part: inout [UInt8], headers: PacketHeaders) {
        guard let tcp = headers.tcp else { return }
        part[headers.transportOffset + 13] = tcp.flags.subtracting([.psh, .fin]).rawValue
    }

    private static func part(
        of packet: UnsafeRawBufferPointer, headers: PacketHeaders, _ range: Range<Int>
    ) -> [UInt8]? {
        guard !headers.isFragment, headers.transport == .udp || headers.tcp != nil,
            packet.count >= headers.packetLength, headers.payloadOffset + range.upperBound <= packet.count
        else { return nil }
        var bytes = Array(packet[..<headers.payloadOffset])
        bytes += packet[headers.payloadOffset + range.lowerBound..<headers.payloadOffset + range.upperBound]
        let isV4 = headers.version == 4
        // RFC 791 section 3.1: the whole packet; RFC 8200 section 3: what follows the first 40 bytes.
        bytes.store(bigEndian: UInt16(truncatingIfNeeded: bytes.count - (isV4 ? 0 : 40)), at: isV4 ? 2 : 4)
        if headers.transport == .udp {
            let length = UInt16(truncatingIfNeeded: bytes.count - headers.transportOffset)
            bytes.store(bigEndian: length, at: headers.transportOffset + 4)
        }
        return (try? InternetChecksum.correct(&bytes)) == nil ? nil : bytes
    }
}
