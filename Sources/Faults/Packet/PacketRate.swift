import WireFormats

/// Drops packets that exceed a rate, as iptables' `limit` and policers do: a token bucket.
///
/// All matching packets share one bucket. It depends on time, so the seed does not determine which are dropped.
package struct PacketRate: PacketFault {
    package static let name = "packet.rate"
    package static let summary = "drop the packets beyond a rate"
    static let perSecond = Parameter("per-second", .integer(in: 1...1_000_000), "how many packets pass a second")
    static let burst = Parameter("burst", .integer(in: 1...1_000_000), default: 1, "how many pass at once")
    package static let parameters: [any ParameterDeclaration] = [perSecond, burst]

    private let perSecond: Int
    private let burst: Int

    package init(_ fields: Fields) throws(LanguageError) {
        perSecond = try fields.value(of: Self.perSecond)
        burst = try fields.value(of: Self.burst)
    }

    package var memory: PacketMemory { .allowance(perSecond: Double(perSecond), burst: burst) }
    package var extent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        !fate.isDropped
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        fate.isDropped = true
        fate.detail = "dropped beyond \(perSecond) a second"
    }
}

extension InjectedFault {
    /// Drops the packets beyond a rate, as iptables' `limit` does: `packet.rate`.
    ///
    /// - Parameters:
    ///   - perSecond: how many packets pass a second, 1 to 1,000,000.
    ///   - burst: how many pass at once; 1 without it.
    public static func packetRate(
        perSecond: Int, burst: Int? = nil, _ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            PacketRate.self, PacketRate.perSecond(perSecond), PacketRate.burst(burst), match: match.element, when: when)
    }
}
