import Glibc
import WireFormats

/// Holds the packet back, as netem's `delay` does; packets behind it overtake it.
package struct PacketDelay: PacketFault {
    package static let name = "packet.delay"
    package static let summary = "hold the packet back for a time"
    package static let parameters = [
        Parameter("by", "a duration such as '200 ms'", "how long, at most 60 s", isRequired: true),
        Parameter(
            "jitter", "a duration such as '50 ms'",
            "varies `by`: evenly by up to so much either way, or by this standard deviation"),
        Parameter(
            "distribution", DelayDistribution.allCases.map(\.rawValue).joinedByOr,
            "how `jitter` varies it; uniform without it. Nothing arrives before it was sent, and none is held back 60 s "
                + "longer than `by`"),
        Parameter(
            "correlation", "a percentage such as '25%'",
            "how much each packet's delay resembles that of the packet before in its flow, up to 99.9%; 0% without it"),
    ]

    private let by: Duration
    private let jitter: Duration
    private let distribution: DelayDistribution
    private let correlation: Double

    package init(_ fields: Fields) throws(LanguageError) {
        by = try fields.required("by", "a duration such as '200 ms'").duration(in: .zero ... .seconds(60))
        let limit = by
        jitter =
            try fields.read("jitter") { (element) throws(LanguageError) in
                try element.duration(in: .zero...limit)
            } ?? .zero
        distribution =
            try fields.read("distribution") { (e) throws(LanguageError) in try e.word(called: "distribution") }
            ?? .uniform
        // At 100% the walk would never change.
        correlation =
            try fields.read("correlation") { (e) throws(LanguageError) in min(try e.percentage(), 0.999) } ?? 0
    }

    package var memory: PacketMemory { correlation > 0 ? .correlation(correlation) : .none }

    package var holdsBack: Bool { true }
    package var scope: PacketScope { jitter == .zero ? .uncut : .single }
    package var extent: PacketExtent { .head }

    package func hasEffect(on packet: PacketFacts, bytes: UnsafeRawBufferPointer, after fate: PacketFate) -> Bool {
        by > .zero
    }

    package func edit(
        _ fate: inout PacketFate, of packet: PacketFacts, bytes: UnsafeRawBufferPointer, draw: inout Draw
    ) {
        let varied = by + jitter * distribution.deviation(&draw)
        // More than zero, otherwise the packet would be no occurrence of the fault.
        let delay = min(max(varied, .microseconds(1)), by + .seconds(60))
        fate.delay += by == .zero ? .zero : delay
        fate.detail = "held back \(Units.text(fate.delay))"
    }
}

/// How delays vary around their mean; the names are those of netem.
public enum DelayDistribution: String, Sendable, CaseIterable {
    /// Uniformly, by up to the jitter in either direction.
    case uniform
    /// Normally; the jitter is the standard deviation.
    case normal
    /// Mostly a little less than the mean and sometimes far more; the jitter is the standard deviation.
    case pareto

    /// The deviation from the mean, in units of the jitter.
    func deviation(_ draw: inout Draw) -> Double {
        switch self {
        case .uniform: return draw.level() * 2 - 1
        case .normal: return draw.normal()
        case .pareto:
            // Shape 3, as iproute2's table of the same name has it: mean 3/2 and variance 3/4 for a scale of 1.
            return (pow(1 - draw.level(), -1.0 / 3) - 1.5) / 0.75.squareRoot()
        }
    }
}

extension InjectedFault {
    /// Holds packets back, as netem's `delay` does: `packet.delay`.
    ///
    /// - Parameters:
    ///   - by: how long, at most 60 s.
    ///   - jitter: varies `by`: evenly by up to so much either way, or by this standard deviation.
    ///   - distribution: how `jitter` varies it; evenly without it.
    ///   - correlation: how much each packet's delay resembles that of the one before in its flow, 0 to 0.999.
    public static func packetDelay(
        by: Duration, jitter: Duration? = nil, distribution: DelayDistribution? = nil, correlation: Double? = nil,
        _ match: PacketMatch = PacketMatch(), when: Trigger = Trigger()
    ) -> InjectedFault {
        InjectedFault(
            PacketDelay.self,
            [
                ("by", Units.exact(by)), ("jitter", jitter.map { Units.exact($0) }),
                ("distribution", distribution?.rawValue), ("correlation", correlation.map { Units.exact(percent: $0) }),
            ],
            match: match.element, when: when
        )
    }
}
