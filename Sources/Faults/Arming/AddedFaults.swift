import Synchronization

/// Faults that are armed while the world of a run is there, in addition to those of its scenario.
///
/// Whoever decides about an occurrence asks it each time, because more may have come.
package final class AddedFaults: Sendable {
    private let state = Mutex<[ArmedFault]>([])
    private let count = Atomic(0)

    package init() {}

    /// In the order in which they were armed.
    package var all: [ArmedFault] { isEmpty ? [] : state.withLock { $0 } }

    /// How many there are; it only grows.
    package var number: Int { count.load(ordering: .acquiring) }

    package var isEmpty: Bool { number == 0 }

    package func append(_ fault: ArmedFault) {
        state.withLock { faults in
            faults.append(fault)
            count.store(faults.count, ordering: .releasing)
        }
    }
}
