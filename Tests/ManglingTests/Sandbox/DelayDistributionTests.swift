import Faults
import Foundation
import Testing

@testable import Mangling

/// The times of packets at the far end against the distribution that was asked for.
///
/// The jitter is long beside the 25 ms by which a virtual machine may wake a thread late.
@Suite(.serialized, .enabled(if: WireSandbox.isWanted, Comment(rawValue: WireSandbox.obstacle ?? "")))
struct DelayDistributionTests {
    private static let port: UInt16 = 5353
    private static let count = 400

    @Test(arguments: DelayDistribution.allCases, [false, true])
    func delaysScatterAsTheirDistributionSays(distribution: DelayDistribution, v6: Bool) async throws {
        let delay = try armed(
            "packet.delay", ["by": "1500 ms", "jitter": "300 ms", "distribution": distribution.rawValue], seed: 5)
        let times = try await times(past: delay, v6: v6)
        // Kolmogorov and Smirnov: beyond this with a probability of 1 %, if the distribution were that one.
        let bound = 1.63 / Double(Self.count).squareRoot()
        for other in DelayDistribution.allCases {
            let distance = Self.distance(of: times.map { ($0 - 1500) / 300 }, from: other)
            #expect((distance < bound) == (other == distribution), "\(other): \(distance), bound \(bound)")
        }
    }

    @Test(arguments: [false, true]) func correlatedDelaysResembleTheOnesBefore(v6: Bool) async throws {
        func resemblance(_ correlation: String) async throws -> Double {
            let delay = try armed(
                "packet.delay", ["by": "1500 ms", "jitter": "300 ms", "correlation": correlation], seed: 5)
            let times = try await times(past: delay, v6: v6).map { $0 - 1500 }
            return zip(times, times.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / times.reduce(0) { $0 + $1 * $1 }
        }
        let (without, with) = (try await resemblance("0%"), try await resemblance("75%"))
        // Three standard errors of 400 packets without it; with it the evened walk keeps nearly all of its share.
        #expect(abs(without) < 0.15)
        #expect(abs(with - 0.74) < 0.15)
    }

    /// Milliseconds that each packet was on its way, in the order in which they were sent.
    private func times(past delay: ArmedFault, v6: Bool) async throws -> [Double] {
        try await WireSandbox.with { sandbox in
            let server = try await blocking(in: sandbox.path(.net)) {
                let socket = try TestSocket.udp(v6: v6)
                try socket.bind(.registry, Self.port, v6: v6)
                return socket
            }
            let (times, report) = try await sandbox.mangled([delay]) {
                async let arrivals = blocking(in: sandbox.path(.net)) { () throws -> [UInt64: Double] in
                    var times: [UInt64: Double] = [:]
                    for _ in 0..<Self.count {
                        let sent = try server.receive().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                        times[sent] = Double(MonotonicClock.nanoseconds - sent) / 1e6
                    }
                    return times
                }
                try await blocking(in: sandbox.path(.node)) {
                    let client = try TestSocket.udp(v6: v6)
                    try client.connect(.registry, Self.port, v6: v6)
                    for _ in 0..<Self.count {
                        try client.send(withUnsafeBytes(of: MonotonicClock.nanoseconds.bigEndian) { Array($0) })
                        // What arrives together is judged one behind the other, slowly in a debug build.
                        usleep(1000)
                    }
                }
                return try await arrivals
            }
            #expect(report.delayed == Self.count && report.isLossless)
            return times.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// The greatest difference between the share of samples below a value and the share that there should be.
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
