import SystemCalls

/// The faults of system calls of a run, asked about each call that may concern them.
package struct SystemCallFaults: Sendable {
    /// One fault that is to act on a call.
    package struct Hit: Sendable {
        package let fault: ArmedFault
        /// The place of the call among those that the fault matches, from 1.
        package let ordinal: Int
        /// How the call fails by this fault; nil if it is not what makes it fail.
        package let error: String?
        /// How long the call waits by this fault.
        package let delay: Duration
    }

    /// In the order of the scenario.
    package let faults: [ArmedFault]

    package init(_ faults: [ArmedFault]) { self.faults = faults.filter { $0.fault is any SyscallFault } }

    /// Has each fault that is due edit the fate of a call.
    ///
    /// Calls are counted for each fault by what they do, over all processes. A fault that would change nothing about a
    /// call, because an earlier one makes it fail, is not asked.
    ///
    /// - Parameter time: the time since the pull began.
    package func fate(of call: SystemCallFacts, time: Duration) -> (fate: SystemCallFate, hits: [Hit]) {
        var fate = SystemCallFate()
        var hits: [Hit] = []
        for armed in faults {
            guard let fault = armed.fault as? any SyscallFault, let kind = armed.match.call, armed.match.covers(call),
                fault.hasEffect(on: fate), var decision = armed.decide(flow: .calls(kind), time: time), decision.isHit
            else { continue }
            let before = fate
            fault.edit(&fate, draw: &decision.draw)
            hits.append(
                Hit(
                    fault: armed, ordinal: decision.ordinal,
                    error: fate.error == before.error ? nil : fate.error?.rawValue, delay: fate.delay - before.delay))
        }
        return (fate, hits)
    }
}

extension SyscallFault {
    fileprivate func hasEffect(on fate: SystemCallFate) -> Bool {
        var (edited, draw) = (fate, Draw(seed: 0))
        edit(&edited, draw: &draw)
        return edited != fate
    }
}

extension SystemCallFaults.Hit {
    /// As in `fsync of /storage/layer.tar by dockerd failed with EIO (call 4)`.
    package func text(about call: SystemCallFacts) -> String {
        let what = [
            delay > .zero ? "is held for \(Units.text(delay))" : nil, error.map { "failed with \($0)" },
        ].compactMap(\.self).joined(separator: " and ")
        return "\(call.text) \(what) (call \(ordinal))"
    }

    /// For the timeline.
    package func met(_ call: SystemCallFacts) -> FaultedCall {
        FaultedCall(
            process: call.program().clipped, call: call.call.rawValue,
            path: call.paths.first.map { $0.clipped(to: 300) }, error: error)
    }
}
