import WireFormats

/// Holds the packet back, as netem's `delay` does; packets behind it overtake it.
package struct PacketDelay: PacketFault {
    package static let name = "packet.delay"
    package static let summary = "hold the packet back for a time"
    package static let parameters = [
        Parameter("by", "a duration such as '200 ms'", "how long, at most 60 s", isRequired: true),
        Parameter("jitter", "a duration such as '50 ms'", "varies `by` evenly by up to so much either way"),
    ]

    private let by: Duration
    private let jitter: Duration

    package init(_ fields: Fields) throws(LanguageError) {
        by = try fields.required("by", "a duration such as '200 ms'").duration(in: .zero ... .seconds(60))
        let limit = by
        jitter =
            try fields.read("jitter") { (element) throws(LanguageError) in
                try element.duration(in: .zero...limit)
            } ?? .zero
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        fate.delay += by + jitter * (draw.fraction() * 2 - 1)
        fate.detail = "held back \(Units.text(fate.delay))"
    }
}

extension InjectedFault {
    /// Holds packets back, as netem's `delay` does: `packet.delay`.
    ///
    /// - Parameters:
    ///   - by: how long, at most 60 s.
    ///   - jitter: varies `by` evenly by up to so much either way.
    public static func packetDelay(
        by: Duration, jitter: Duration? = nil, _ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            PacketDelay.self, [("by", Units.exact(by)), ("jitter", jitter.map { Units.exact($0) })],
            match: match.element, when: when
        )
    }
}
