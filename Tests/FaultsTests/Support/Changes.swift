import Faults
import SystemCalls
import Testing

/// A world without faults, for changes of it.
let healthyWorld = HealthyWorld(storageSize: 512 << 20)

extension WorldChange {
    /// What its scripts do, a step each.
    var applied: [String] { steps.map { if case .script(_, let apply, _) = $0 { apply } else { "\($0)" } } }

    /// What undoes them.
    var undone: [String] { steps.map { if case .script(_, _, let undo) = $0 { undo } else { "\($0)" } } }

    /// The failures of system calls that prove it.
    var failedCalls: [FailedCallFilter] {
        proofs.flatMap { proof -> [FailedCallFilter] in
            if case .failedCall(let patterns) = proof { patterns } else { [] }
        }
    }
}
