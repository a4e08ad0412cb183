import WireFormats

/// Sends the packet more than once, as netem's `duplicate` does.
package struct PacketDuplicate: PacketFault {
    package static let name = "packet.duplicate"
    package static let summary = "send the packet more than once"
    static let copies = Parameter("copies", .integer(in: 1...100), default: 1, "how many more of it")
    package static let parameters: [any ParameterDeclaration] = [copies]

    private let copies: Int

    package init(_ fields: Fields) throws(LanguageError) {
        copies = try fields.value(of: Self.copies)
    }

    package var sparingExtent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        true
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        fate.copies += copies
        fate.detail = copies == 1 ? "sent twice" : "sent \(copies + 1) times"
    }
}

extension InjectedFault {
    /// Sends packets more than once, as netem's `duplicate` does: `packet.duplicate`.
    ///
    /// - Parameter copies: how many more of each, 1 to 100; 1 without it.
    public static func packetDuplicate(
        copies: Int? = nil, _ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(PacketDuplicate.self, PacketDuplicate.copies(copies), match: match.element, when: when)
    }
}
