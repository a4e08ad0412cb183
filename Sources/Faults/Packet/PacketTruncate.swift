import WireFormats

/// Cuts off the end of the payload and corrects lengths and checksums, so that the rest arrives.
///
/// A datagram stays short. TCP notices the gap and sends the missing bytes again.
package struct PacketTruncate: PacketFault {
    package static let name = "packet.truncate"
    package static let summary = "cut the end off the payload of a datagram or segment"
    static let keep = Parameter("keep", .size(in: 0...65_535), "how much of the payload is left")
    package static let parameters: [any ParameterDeclaration] = [keep]

    private let keep: Int

    package init(_ fields: Fields) throws(LanguageError) {
        keep = try fields.value(of: Self.keep)
    }

    package var sparingExtent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        // A packet that another fault changed has to be tried.
        guard fate.replacement == nil else { return changesOnTrial(packet, bytes: bytes, after: fate) }
        // The packets that PacketPart.truncated(_:headers:keeping:) can cut.
        let headers = packet.headers
        guard keep < headers.payloadLength, !headers.isFragment, headers.routingSegmentsLeft == 0 else { return false }
        if headers.tcp != nil { return headers.payloadRange.upperBound >= headers.packetLength }
        return headers.transport == .udp && bytes.count >= headers.packetLength
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        let before = fate.replacement ?? Array(bytes)
        let cut = before.withUnsafeBytes { PacketPart.truncated($0, headers: packet.headers, keeping: keep) }
        guard let cut else { return }
        fate.replacement = cut
        fate.detail = "cut to \(keep) of \(packet.headers.payloadLength) bytes of payload"
    }
}

extension InjectedFault {
    /// Cuts the end off the payload of datagrams or segments: `packet.truncate`.
    ///
    /// - Parameter keep: how many bytes of the payload are left, 0 to 65535.
    public static func packetTruncate(
        keep: Int, _ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(PacketTruncate.self, PacketTruncate.keep(keep), match: match.element, when: when)
    }
}
