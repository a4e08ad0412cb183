import Faults
import SystemCalls

/// Finds system calls in the timeline that failed as a fault makes them fail.
struct FailedCallEvidence {
    let patterns: [FailedCallFilter]
    /// Whether the text of an error is enough, because the kernel cannot be asked.
    let isProvenByWords: Bool

    /// What was seen, as text; nil if nothing was.
    func words(in timeline: [Event.Body]) -> String? {
        isProvenByWords ? timeline.lazy.compactMap(said).first : timeline.lazy.compactMap(failed).first
    }

    private func failed(_ event: Event.Body) -> String? {
        guard case .kernel(let error) = event, patterns.contains(where: error.isCovered) else { return nil }
        return error.text
    }

    /// The text of the error, or of a lookup that failed because of it.
    private func said(_ event: Event.Body) -> String? {
        guard case .output(let output) = event else { return nil }
        let line = output.line.prefix(4096).lowercased()
        return patterns.map(\.error.text).first(where: line.contains).map { "\(output.program) said '\($0)'" }
    }
}
