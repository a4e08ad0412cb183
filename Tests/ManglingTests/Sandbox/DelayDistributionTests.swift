import Faults
import Foundation
import Testing

@testable import Mangling

/// Delays with jitter: the drawn values follow the distribution, and no packet arrives before its time.
///
/// A busy machine adds delays of its own, so the arrival times are no clean sample of the distribution.
@Suite(.serialized, .needsWire, .timeLimit(.minutes(2))) struct DelayDistributionTests {
    private static let port: UInt16 = 5353
    private static let count = 400

    @Test(arguments: DelayDistribution.allCases, [false, true])
    func delaysScatterAsTheirDistributionSays(distribution: DelayDistribution, v6: Bool) async throws {
        func delay() throws -> ArmedFault {
            try armed(
                "packet.delay", ["by": "300 ms", "jitter": "60 ms", "distribution": distribution.rawValue], seed: 5)
        }
        let drawn = try drawn(by: delay(), v6: v6)
        // Kolmogorov–Smirnov: exceeded with a probability of 1 % if the distribution is the expected one.
        let bound = 1.63 / Double(Self.count).squareRoot()
        for other in DelayDistribution.allCases {
            let distance = Self.distance(of: drawn.map { ($0 - 300) / 60 }, from: other)
            #expect((distance < bound) == (other == distribution), "\(other): \(distance), bound \(bound)")
        }
        // Sorted by length: a sender that moves to another processor may be overtaken by its own next packet.
        let added = zip(try await times(past: delay(), v6: v6).sorted(), drawn.sorted()).map { $0 - $1 }
        #expect(added.count == Self.count && added.allSatisfy { $0 > 0 })
        // Less than half of them may be late because of other programs.
        #expect(added.sorted()[Self.count / 2] < 35)
    }

    @Test(arguments: [("0%", 0), ("75%", 0.73)]) func delaysResembleTheOnesBefore(correlation: String, share: Double)
        throws
    {
        let delay = try armed("packet.delay", ["by": "300 ms", "jitter": "60 ms", "correlation": correlation], seed: 5)
        let drawn = try drawn(by: delay, v6: false).map { $0 - 300 }
        let resemblance =
            zip(drawn, drawn.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / drawn.reduce(0) { $0 + $1 * $1 }
        // Three standard errors of 400 packets. Making the walk uniform reduces its correlation to 6 asin(0.75 / 2) /
        // pi.
        #expect(abs(resemblance - share) < 0.15)
    }

    /// The delay in milliseconds that the mangler decides for each packet of the flow.
    private func drawn(by delay: ArmedFault, v6: Bool) throws -> [Double] {
        var judge = PacketJudge(ManglerPlan(faults: [delay]))
        let packet = try Packets.udp(from: .node, 40_000, to: .registry, Self.port, v6: v6)
        return (0..<Self.count).map { _ in judge.judge(packet).delay / .milliseconds(1) }
    }

    /// The time in milliseconds that each packet took.
    private func times(past delay: ArmedFault, v6: Bool) async throws -> [Double] {
        try await WireSandbox.with { sandbox in
            let server = try await blocking(in: sandbox.path(.net)) {
                let socket = try TestSocket.udp(v6: v6)
                try socket.bind(.registry, Self.port, v6: v6)
                return socket
            }
            let (times, report) = try await sandbox.mangled([delay]) {
                async let arrivals = blocking(in: sandbox.path(.net)) { () throws -> [Double] in
                    try (0..<Self.count).map { _ in
                        let sent = try server.receive().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                        return Double(MonotonicClock.nanoseconds - sent) / 1e6
                    }
                }
                try await blocking(in: sandbox.path(.node)) {
                    let client = try TestSocket.udp(v6: v6)
                    try client.connect(.registry, Self.port, v6: v6)
                    for _ in 0..<Self.count {
                        try client.send(withUnsafeBytes(of: MonotonicClock.nanoseconds.bigEndian) { Array($0) })
                        // Packets that arrive together are judged one after the other, which is slow in a debug build.
                        usleep(1000)
                    }
                }
                return try await arrivals
            }
            #expect(report.delayed == Self.count && report.isLossless)
            return times
        }
    }

    /// The greatest difference between the actual and the expected share of samples below a value.
    private static func distance(of samples: [Double], from distribution: DelayDistribution) -> Double {
        let count = Double(samples.count)
        return samples.sorted().enumerated().map { index, sample in
            let share = share(below: sample, in: distribution)
            return max(share - Double(index) / count, Double(index + 1) / count - share)
        }.max() ?? 1
    }

    /// The distribution function, in units of the jitter from the mean.
    private static func share(below deviation: Double, in distribution: DelayDistribution) -> Double {
        switch distribution {
        case .uniform: min(max((deviation + 1) / 2, 0), 1)
        case .normal: erfc(-deviation / 2.0.squareRoot()) / 2
        case .pareto:
            // Shape 3 and scale 1: mean 3/2, variance 3/4.
            1 - pow(max(1.5 + deviation * 0.75.squareRoot(), 1), -3)
        }
    }
}
