import Faults
import Judging

/// What the kernel and the mangler counted in a run, for people; what did not occur has no line.
enum KernelCounters {
    static func lines(_ seen: Observations) -> [String] {
        packets(seen.mangler) + calls(seen.kernel) + (seen.limits ?? []).map(\.text) + disk(seen)
    }

    private static func packets(_ report: ManglerReport?) -> [String] {
        guard let report, report.packets > 0 else { return [] }
        let counts = [
            ("as they were sent, uncut", report.uncut), ("dropped", report.dropped), ("held back", report.delayed),
            ("changed", report.changed), ("answered with a reset or an error", report.answered),
            ("sent in addition", report.added), ("unreadable", report.unparsable),
        ]
        let parts = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        var lines = ["packets: " + (["\(report.packets) queued"] + parts).joined(separator: ", ")]
        if report.letGo > 0 { lines.append("connections let go, as no fault asked for more: \(report.letGo)") }
        if report.kernelQueueDropped > 0 || report.kernelUserDropped > 0 || report.overruns > 0 {
            lines.append(
                "packets lost by the kernel: \(report.kernelQueueDropped) in a full queue, "
                    + "\(report.kernelUserDropped) in a full buffer, which overran \(report.overruns.times)")
        }
        return lines
    }

    private static func calls(_ proof: Observations.KernelProof?) -> [String] {
        guard let proof else { return [] }
        if let objection = proof.objection { return ["system calls: the kernel cannot be asked: \(objection)"] }
        guard proof.failedCalls > 0 || proof.lost > 0 else { return [] }
        let lost = proof.lost > 0 ? ", and \(proof.lost) came faster than they could be read" : ""
        return ["system calls: the kernel told of \(proof.failedCalls) that failed in the whole run\(lost)"]
    }

    private static func disk(_ seen: Observations) -> [String] {
        guard seen.leftoverBytes > 0, seen.pull?.isGood != true else { return [] }
        return ["disk: the pull left \(Units.text(bytes: seen.leftoverBytes)) on the puller's storage"]
    }
}
