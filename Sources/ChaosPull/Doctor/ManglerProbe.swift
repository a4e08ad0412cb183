import Faults
import Mangling

/// The packet mangler of a run with nothing else of it, for those who measure it.
public enum ManglerProbe {
    /// What `iptables-restore` and `ip6tables-restore` are to load, so that packets come to the mangler.
    public struct Rules: Sendable {
        /// For IPv4.
        public let v4: String
        /// For IPv6.
        public let v6: String
    }

    /// Mangles the packets of a network namespace while `body` runs, and keeps no timeline.
    ///
    /// - Parameters:
    ///   - faults: those that are about packets, with seed 1.
    ///   - path: a file that stands for the namespace, as in `/proc/1234/ns/net`.
    ///   - body: given the rules once the mangler listens.
    /// - Returns: what `body` returns, and what was counted if packets were lost that no fault was to lose.
    /// - Throws: what `body` throws; else the error of a fault that cannot be read or of a queue that cannot be had.
    public static func mangle<R: Sendable>(
        _ faults: [InjectedFault], namespace path: String, body: (Rules) async throws -> R
    ) async throws -> (result: R, losses: String?) {
        let armed = try faults.enumerated().map { try FaultDefinition($1.element).armed(ordinal: $0, seed: 1) }
        let plan = ManglerPlan(faults: armed)
        let rules = QueueRules.iptables(for: plan)
        let clock = ContinuousClock()
        let start = clock.now
        let (result, report) = try await withMangler(
            plan, namespace: path, record: { _ in }, now: { clock.now - start },
            body: { try await body(Rules(v4: rules?.v4 ?? "", v6: rules?.v6 ?? "")) }
        )
        return (result, report.isLossless ? nil : "\(report)")
    }
}
