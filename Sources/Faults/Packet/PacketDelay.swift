import Glibc
import WireFormats

/// Holds the packet back, as netem's `delay` does; packets behind it overtake it.
package struct PacketDelay: PacketFault {
    package static let name = "packet.delay"
    package static let summary = "hold the packet back for a time"
    static let by = Parameter("by", .duration(in: .zero ... .seconds(60)), "how long")
    static let jitter = Parameter(
        "jitter", .duration(in: .zero ... .seconds(60)), default: .zero,
        "varies `by`: evenly by up to so much either way, or by this standard deviation; no longer than `by`")
    static let distribution = Parameter(
        "distribution", .word(DelayDistribution.self, called: "distribution"), default: .uniform,
        "how `jitter` varies it. Nothing arrives before it was sent, and none is held back 60 s longer than `by`")
    /// At 100% the walk would never leave its first step.
    static let correlation = Parameter(
        "correlation", .percentage(in: 0...0.999), default: 0,
        "how much each packet's delay resembles that of the packet before in its flow")
    package static let parameters: [any ParameterDeclaration] = [by, jitter, distribution, correlation]

    private let by: Duration
    private let jitter: Duration
    private let distribution: DelayDistribution
    private let correlation: Double

    package init(_ fields: Fields) throws(LanguageError) {
        by = try fields.value(of: Self.by)
        jitter = try fields.value(of: Self.jitter, noLargerThan: Self.by)
        distribution = try fields.value(of: Self.distribution)
        correlation = try fields.value(of: Self.correlation)
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
            PacketDelay.self, PacketDelay.by(by), PacketDelay.jitter(jitter), PacketDelay.distribution(distribution),
            PacketDelay.correlation(correlation), match: match.element, when: when)
    }
}
