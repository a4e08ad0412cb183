import Faults
import Mangling

/// A run's packet mangler without the rest of the run, for measurements.
public enum ManglerProbe {
    /// The input for `iptables-restore` and `ip6tables-restore` that queues packets to the mangler.
    public struct Rules: Sendable {
        /// For IPv4.
        public let v4: String
        /// For IPv6.
        public let v6: String
    }

    /// Mangles the packets of a network namespace while `body` runs, and keeps no timeline.
    ///
    /// - Parameters:
    ///   - faults: packet faults; they get seed 1.
    ///   - path: the file of the namespace, as in `/proc/1234/ns/net`.
    ///   - body: gets the rules once the mangler listens.
    /// - Returns: the result of `body`, and the counts if packets were lost that no fault dropped.
    /// - Throws: what `body` throws; else an error about an unreadable fault or a queue that could not be bound.
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
