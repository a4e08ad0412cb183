import SystemCalls

/// What proves that a fault of the node, the links or a process took effect.
package enum Proof: Sendable {
    /// A system call of the puller, or of a program that it started, failed in this way.
    case failedCall([FailedCallFilter])
    /// The sum of the numbers that a script prints has grown.
    case counter(Counter)
    /// An event of the timeline that the puller cannot cause by printing words; the closure returns what was seen, or
    /// nil.
    case event(@Sendable (Event.Body) -> String?)
    /// The kernel has counted that the puller met its limit of this.
    case limit(LimitedResource)

    /// Numbers of the kernel that grow when the puller meets the fault.
    package struct Counter: Sendable, Equatable {
        package var place: Place
        /// The script for sh(1) that prints the numbers.
        package var script: String
        /// What they count, as in "packets waited".
        package var unit: String
        package var start: Start
    }

    /// When a counter starts from 0.
    package enum Start: Sendable {
        /// Before the run; the engine compares it with what it was when the change was made.
        case before
        /// With the change, as the counter of a rule that the change adds.
        case change
    }

    package static func counter(_ place: Place, script: String, unit: String, from start: Start = .before) -> Proof {
        .counter(Counter(place: place, script: script, unit: unit, start: start))
    }
}
