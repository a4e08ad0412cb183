import WireFormats

/// Cuts TCP segments into small ones, as Toxiproxy's `slicer` does: all bytes arrive, a few at a time.
package struct PacketSlice: PacketFault {
    package static let name = "packet.slice"
    package static let summary = "cut a TCP segment into small ones"
    static let size = Parameter("size", .size(in: 16...65_535), "of each piece's payload")
    package static let parameters: [any ParameterDeclaration] = [size]

    private let size: Int

    package init(_ fields: Fields) throws(LanguageError) {
        size = try fields.value(of: Self.size)
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
        InjectedFault(PacketSlice.self, PacketSlice.size(size), match: match.element, when: when)
    }
}
