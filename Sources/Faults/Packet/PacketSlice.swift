import WireFormats

/// Cuts TCP segments into small ones, as Toxiproxy's `slicer` does: all bytes arrive, a few at a time.
package struct PacketSlice: PacketFault {
    package static let name = "packet.slice"
    package static let summary = "cut a TCP segment into small ones"
    package static let parameters = [
        Parameter("size", "a size such as '100 B'", "of each piece's payload, 16 B or more", isRequired: true)
    ]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.required("size", "a size such as '100 B'").byteSize(in: 16...65_535)
    }

    package var sparingExtent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        packet.headers.tcp != nil && !packet.headers.isFragment && packet.headers.payloadLength > size
            && fate.sliceSize != size
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        guard packet.headers.tcp != nil, !packet.headers.isFragment, packet.headers.payloadLength > size else { return }
        fate.sliceSize = size
        let pieces = (packet.headers.payloadLength + size - 1) / size
        fate.detail = "cut into \(pieces) segments"
    }
}

extension InjectedFault {
    /// Cuts TCP segments into small ones, as Toxiproxy's `slicer` does: `packet.slice`.
    ///
    /// - Parameter size: of each piece's payload in bytes, 16 to 65535.
    public static func packetSlice(
        size: Int, _ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(PacketSlice.self, [("size", Units.exact(bytes: size))], match: match.element, when: when)
    }
}
