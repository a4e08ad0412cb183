import WireFormats

/// Lets later packets overtake the packet, as netem's `reorder` does.
///
/// Which packets are held is drawn from the seed; what overtakes them depends on what is sent meanwhile.
package struct PacketReorder: PacketFault {
    package static let name = "packet.reorder"
    package static let summary = "let later packets overtake the packet"
    static let gap = Parameter(
        "gap", .integer(in: 1...1000), default: 1,
        "how many packets overtake it: of its connection, or of its direction and port for datagrams")
    static let delay = Parameter(
        "delay", .duration(in: .milliseconds(1) ... .seconds(60)), default: .milliseconds(100),
        "how long it waits for them at most")
    package static let parameters: [any ParameterDeclaration] = [gap, delay]

    private let overtaking: PacketFate.Overtaking

    package init(_ fields: Fields) throws(LanguageError) {
        overtaking = PacketFate.Overtaking(
            by: try fields.value(of: Self.gap), atMost: try fields.value(of: Self.delay))
    }

    package var holdsBack: Bool { true }
    package var scope: PacketScope { .following }
    package var extent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        overtaking != fate.overtaking
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        fate.overtaking = overtaking
        let packets = overtaking.by == 1 ? "1 packet has" : "\(overtaking.by) packets have"
        fate.detail = "held until \(packets) overtaken it, at most \(Units.text(overtaking.atMost))"
    }
}

extension InjectedFault {
    /// Lets later packets overtake packets, as netem's `reorder` does: `packet.reorder`.
    ///
    /// - Parameters:
    ///   - gap: how many packets overtake each, 1 to 1000; 1 without it.
    ///   - delay: how long it waits for them at most; 100 ms without it.
    public static func packetReorder(
        gap: Int? = nil, delay: Duration? = nil, _ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            PacketReorder.self, PacketReorder.gap(gap), PacketReorder.delay(delay), match: match.element, when: when)
    }
}
