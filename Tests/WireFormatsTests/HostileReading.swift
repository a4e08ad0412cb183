import WireFormats

/// Everything that reads bytes from the network, with checks of the results; a trap is a failure.
enum HostileReading {
    /// Everything that reads a packet.
    static func readPacket(_ packet: [UInt8]) -> Bool {
        guard let headers = try? PacketHeaders(parsing: packet) else { return false }
        precondition(headers.payloadLength >= 0 && headers.payloadRange.upperBound <= packet.count)
        precondition(headers.transportOffset <= headers.payloadOffset && headers.payloadOffset <= packet.count)
        var corrected = packet
        if (try? InternetChecksum.correct(&corrected)) != nil, let isRight = try? InternetChecksum.isCorrect(corrected)
        {
            precondition(isRight, "corrected, but not correct: \(packet)")
        }
        packet.withUnsafeBytes { bytes in
            _ = DNSDatagram(parsing: UnsafeRawBufferPointer(rebasing: bytes[headers.payloadRange]))
            _ = TCPReset.toReceiver(of: bytes, headers: headers)
            _ = TCPReset.toSender(of: bytes, headers: headers)
            _ = TCPFinish.toReceiver(headers: headers)
            _ = PacketPart.truncated(bytes, headers: headers, keeping: headers.payloadLength / 2)
            _ = PacketPart.slices(of: bytes, headers: headers, size: 16)
            _ = try? PacketIdentity(of: bytes)
            _ = ICMPError.portUnreachable.answer(to: bytes, headers: headers, from: headers.destination)
        }
        return true
    }

    /// Everything that reads a DNS message; a message that can be read must be the same after writing and reading it.
    static func readMessage(_ bytes: [UInt8]) -> Bool {
        _ = DNSDatagram(parsing: bytes)
        guard let message = try? DNSMessage(parsing: bytes) else { return false }
        let again = try? DNSMessage(parsing: message.encoded())
        precondition(again == message, "changed on its way: \(bytes)")
        return true
    }
}
