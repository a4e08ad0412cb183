import WireFormats

/// Flips one bit of the payload, as netem's `corrupt` does; a packet without payload is left alone.
package struct PacketCorrupt: PacketFault {
    package static let name = "packet.corrupt"
    package static let summary = "flip one bit of the payload"
    static let checksum = Parameter(
        "checksum", .word(PacketChecksum.self, called: "checksum"), default: .corrected,
        "corrected: the damage reaches the application; wrong: the receiving kernel drops the packet")
    static let offset = Parameter(
        "offset", .size(in: 0...65_535), otherwise: "the seed chooses", "the byte of the payload")
    package static let parameters: [any ParameterDeclaration] = [checksum, offset]

    private let checksum: PacketFate.Checksum
    private let offset: Int?

    package init(_ fields: Fields) throws(LanguageError) {
        checksum = try fields.value(of: Self.checksum)
        offset = try fields.value(of: Self.offset)
    }

    package var sparingExtent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        // A packet that another fault changed has to be tried.
        guard fate.replacement == nil else { return changesOnTrial(packet, bytes: bytes, after: fate) }
        return packet.headers.payloadLength > 0
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        let length = packet.headers.payloadLength
        guard length > 0, packet.headers.payloadOffset + length <= bytes.count else { return }
        let random = draw.next()
        let byte = offset.map { min($0, length - 1) } ?? Int(random % UInt64(length))
        let bit = Int((random >> 56) & 7)
        var changed = fate.replacement ?? Array(bytes)
        // An earlier fault may have cut the packet.
        guard packet.headers.payloadOffset + byte < changed.count else { return }
        changed[packet.headers.payloadOffset + byte] ^= 1 << UInt8(bit)
        fate.replacement = changed
        fate.checksum = checksum
        fate.detail = "flipped bit \(bit) of payload byte \(byte), checksum \(checksum.rawValue)"
    }
}

extension InjectedFault {
    /// Flips one bit of the payload of packets, as netem's `corrupt` does: `packet.corrupt`.
    ///
    /// - Parameters:
    ///   - checksum: whether the damage reaches the application; it does without this.
    ///   - offset: the byte of the payload; without it the seed chooses.
    public static func packetCorrupt(
        checksum: PacketChecksum? = nil, offset: Int? = nil, _ match: PacketMatch = PacketMatch(),
        when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            PacketCorrupt.self, PacketCorrupt.checksum(checksum), PacketCorrupt.offset(offset), match: match.element,
            when: when)
    }
}
