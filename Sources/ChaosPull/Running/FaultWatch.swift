import Faults
import Pullers
import Sandboxing

/// Sees faults of node and links take effect, which no service and no queue carries out; and takes the link away in time.
struct FaultWatch: Sendable {
    let plan: Plan
    let faults: [ArmedFault]
    let gauge: StorageGauge
    let sandbox: Sandbox
    let recorder: Recorder

    /// Runs `body` and watches meanwhile.
    func watch<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let value = try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            for fault in faults where fault.sign == .fullStorage {
                group.addTask {
                    try await watchStorage(for: fault)
                    return nil
                }
            }
            if let outages = plan.link.outages {
                group.addTask {
                    try await flap(outages)
                    return nil
                }
            }
            defer { group.cancelAll() }
            while let value = try await group.next() { if let value { return value } }
            throw CancellationError()
        }
        readTimeline()
        try await readCounters()
        return value
    }

    /// Cuts the link and mends it, until the pull has ended.
    private func flap(_ outages: LinkPlan.Outages) async throws {
        let start = ContinuousClock.now
        var number = 0
        while let begin = outages.start(number) {
            try await Task.sleep(until: start + begin)
            // What the end of the pull leaves cut is mended by `BrokenWorld.lift`.
            try await sandbox.cutLink()
            for fault in faults where fault.linkSign == .outage {
                fired(fault, "no carrier for \(Units.text(outages.lasting))")
            }
            try await Task.sleep(until: start + begin + outages.lasting)
            try await sandbox.mendLink()
            number += 1
        }
    }

    /// What the router's kernel has counted.
    private func readCounters() async throws {
        guard faults.contains(where: { ($0.linkSign != nil || $0.sign == .smallWindow) && !$0.isLifted }) else {
            return
        }
        let counters = try await sandbox.linkCounters()
        for fault in faults where fault.fired == 0 && !fault.isLifted {
            switch (fault.linkSign, fault.sign) {
            case (.waiting, _) where counters.waited > 0: fired(fault, "\(counters.waited) packets had to wait")
            case (.tooBig, _) where counters.tooBig > 0: fired(fault, "\(counters.tooBig) packets were too big")
            case (.connectionLimit, _) where counters.refused > 0: fired(fault, "\(counters.refused) SYNs were dropped")
            case (_, .smallWindow) where counters.smallWindows > 0:
                fired(fault, "\(counters.smallWindows) connections with a small window")
            default: break
            }
        }
    }

    /// Samples how full the storage is: a puller that meets ENOSPC cleans up, and may be quicker than this.
    private func watchStorage(for fault: ArmedFault) async throws {
        while !gauge.isFull { try await Task.sleep(for: .milliseconds(5)) }
        fired(fault, "the storage is full")
    }

    /// What the samples missed, and what only the timeline shows.
    private func readTimeline() {
        let timeline = recorder.events.map(\.body)
        for fault in faults where fault.fired == 0 && !fault.isLifted {
            switch fault.sign {
            case .fullStorage:
                if timeline.contains(where: \.isAboutFullStorage) { fired(fault, "the puller met ENOSPC") }
            case .lookup:
                if let lookup = timeline.lazy.compactMap(\.lookup).first { fired(fault, lookup) }
            case .noRoute:
                let said = timeline.lazy.compactMap { $0.said(of: Self.routeErrors) }.first
                if let said { fired(fault, said) }
            case .noPort:
                let said = timeline.lazy.compactMap { $0.said(of: Self.portErrors) }.first
                if let said { fired(fault, said) }
            case .smallWindow, nil: break
            }
        }
    }

    /// The texts of ENETUNREACH, EHOSTUNREACH, EACCES and EINVAL (errno(3)), and of a lookup that failed for one of them.
    private static let routeErrors = [
        "network is unreachable", "no route to host", "permission denied", "invalid argument", "name resolution",
    ]

    /// The texts of EADDRNOTAVAIL, EADDRINUSE and EAGAIN (errno(3)), and of a lookup that failed for one of them.
    private static let portErrors = [
        "cannot assign requested address", "address already in use", "resource temporarily unavailable",
        "name resolution",
    ]

    private func fired(_ fault: ArmedFault, _ detail: String) {
        fault.countFiring()
        recorder.record(.fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: detail)))
    }
}

extension ArmedFault {
    /// By what a fault of the node is seen; nil for other faults.
    fileprivate var sign: NodeSign? { (fault as? any NodeFault)?.sign }
}

extension ArmedFault {
    /// By what a fault of the links is seen; nil for other faults.
    fileprivate var linkSign: LinkSign? { (fault as? any LinkFault)?.sign }
}

extension Event.Body {
    /// What the puller said of these; nil for what is not one of them.
    fileprivate func said(of errors: [String]) -> String? {
        guard case .output(let output) = self else { return nil }
        let line = output.line.lowercased()
        return errors.first(where: line.contains).map { "\(output.program) said '\($0)'" }
    }

    /// A line with the text of ENOSPC (errno(3)).
    fileprivate var isAboutFullStorage: Bool {
        if case .output(let output) = self { output.line.contains("no space left on device") } else { false }
    }

    /// How a lookup was seen; nil for what is none.
    ///
    /// A server that is not of the run is asked unseen. Then the puller says it, in the words of Go's resolver, of
    /// glibc's gai_strerror(3) or of libcurl.
    fileprivate var lookup: String? {
        switch self {
        case .dns(let exchange): return "\(exchange.name) was asked for"
        case .output(let output):
            let words = ["lookup ", "name resolution", "Could not resolve host"]
            return words.contains { output.line.contains($0) } ? "the puller said that a lookup failed" : nil
        default: return nil
        }
    }
}
