import Faults
import Scenarios

/// Faults that only the puller's words could prove, because the kernel of this machine could not be asked.
struct ProofByWords {
    fileprivate static let beginning = "only the puller's words could prove "

    /// Which faults, and why.
    let text: String

    /// Nil if the kernel was asked, or if no fault needs its word.
    init?(_ observations: Observations, of scenario: Scenario) {
        guard let objection = observations.kernel?.objection else { return nil }
        let names = scenario.faults.enumerated().compactMap { ordinal, definition in
            let proofs = (definition.fault as? any WorldFault)?.change(of: scenario.healthyWorld).proofs ?? []
            return proofs.contains(where: \.isFailedCall) ? "faults[\(ordinal)] \(definition.name)" : nil
        }
        guard !names.isEmpty else { return nil }
        text = Self.beginning + names.joined(separator: ", ") + ": " + objection
    }
}

extension Proof {
    fileprivate var isFailedCall: Bool { if case .failedCall = self { true } else { false } }
}

extension RunResult {
    /// Whether a fault of the run had no better proof than what the puller printed.
    package var isProvenByWords: Bool {
        findings.contains { $0.check == FiringCheck.name && $0.actual.contains(ProofByWords.beginning) }
    }
}
