import Faults

/// Mangles the packets of a network namespace while `body` runs.
///
/// The queue is bound when `body` begins; `body` loads `QueueRules.iptables(for:)`. At the end every held packet is
/// released. Without packet faults and without a delay of the network there is no thread, and the report is empty.
///
/// Throws what `body` throws, else a `ManglingError` if the queue could not be bound or broke: then the run proves
/// nothing.
///
/// - Parameters:
///   - path: a file that stands for the namespace, as in `/proc/1234/root/run/netns/wire`.
///   - record: called for each decision, on the mangler's thread; must not block.
///   - now: the time since the pull began, called on the mangler's thread.
///   - judged: called for every packet, for a capture; nil without a capture.
package func withMangler<R: Sendable>(
    _ plan: ManglerPlan, namespace path: String, record: @escaping EventSink,
    now: @escaping @Sendable () -> Duration, judged: JudgedPacketSink? = nil, body: () async throws -> R
) async throws -> (R, ManglerReport) {
    guard !plan.isIdle else { return (try await body(), ManglerReport()) }
    let (result, report) = try await withNamespaceThread(
        in: path, ManglerThread(plan: plan, record: record, now: now, judged: judged), body: body
    )
    return (try result.get(), try report.get())
}
