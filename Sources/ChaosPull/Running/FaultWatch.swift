import Faults
import Pullers

/// Sees node faults take effect, which no service and no packet carries out.
struct FaultWatch: Sendable {
    let plan: Plan
    let faults: [ArmedFault]
    let gauge: StorageGauge
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
            defer { group.cancelAll() }
            while let value = try await group.next() { if let value { return value } }
            throw CancellationError()
        }
        readTimeline()
        return value
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
            case nil: break
            }
        }
    }

    private func fired(_ fault: ArmedFault, _ detail: String) {
        fault.countFiring()
        recorder.record(.fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: detail)))
    }
}

extension ArmedFault {
    /// By what a fault of the node is seen; nil for other faults.
    fileprivate var sign: NodeSign? { (fault as? any NodeFault)?.sign }
}

extension Event.Body {
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
