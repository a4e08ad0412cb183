import Faults
import SystemCalls

/// System calls that failed in a way that a fault causes, by what the timeline has of them.
struct FailedCallEvidence {
    let patterns: [FailedCallFilter]
    /// The kernel cannot be asked, so that the words of an error have to do.
    let isProvenByWords: Bool

    /// What was seen, in words; nil if nothing was.
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
