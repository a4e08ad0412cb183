import Faults
import Judging

/// Finds out which image faults have fired: the damaged part was served completely to the judged pull.
enum ImageDeliveries {
    /// Counts on a finished timeline: while services run, a puller may be done before its last answer is recorded.
    static func count(_ faults: [ArmedFault], recorder: Recorder) {
        let timeline = recorder.events
        let end = timeline.firstIndex { $0.isPhase(.pullEnded) } ?? timeline.endIndex
        let asked = Dictionary(
            timeline[..<end].compactMap { event in
                if case .request(let request) = event.body { (request.request, request.method) } else { nil }
            }, uniquingKeysWith: { first, _ in first })
        for fault in faults {
            guard let damage = fault.fault as? any ImageFault else { continue }
            let count = timeline.count { event in
                guard case .response(let response) = event.body, let method = asked[response.request] else {
                    return false
                }
                // The services say which answers had a fault that not all have.
                guard !fault.isConditional || response.faults.contains(fault.ordinal) else { return false }
                return damage.delivery.isMade(by: response, to: method)
            }
            for _ in 0..<count { fault.countFiring() }
            guard count > 0 else { continue }
            let detail = "served \(count) times"
            recorder.record(.fault(FaultFiring(fault: fault.ordinal, name: fault.name, detail: detail)))
        }
    }
}
