/// Packets with a part of another packet's payload, with complete headers and correct lengths and checksums.
package enum PacketPart {
    /// The packet with only the first bytes of its payload.
    ///
    /// Nil if nothing would be cut off, and for a packet that cannot be cut: a fragment, neither UDP nor TCP, or not
    /// all of it in the buffer. PSH and FIN belong to the last byte (RFC 9293 section 3.1) and are removed with it;
    /// otherwise the stream would seem to end here.
    package static func truncated(
        _ packet: UnsafeRawBufferPointer, headers: PacketHeaders, keeping count: Int
    ) -> [UInt8]? {
        guard count < headers.payloadLength,
            var cut = part(of: packet, headers: headers, 0..<max(0, count))
        else { return nil }
        clearEnd(of: &cut, headers: headers)
        return (try? InternetChecksum.correct(&cut)) == nil ? nil : cut
    }

    /// The segment split into pieces of at most this many bytes of payload, which together are equivalent to it.
    ///
    /// Nil if one piece is enough, and for anything but a whole TCP segment. PSH and FIN stay with the last piece (RFC
    /// 9293 section 3.1).
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

    /// Clears PSH and FIN of a segment that no longer ends where it did.
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
