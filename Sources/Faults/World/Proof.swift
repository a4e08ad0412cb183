import SystemCalls

/// What proves that a fault of the node, the links or a process took effect.
package enum Proof: Sendable {
    /// A system call of the puller, or of a program that it started, failed in this way.
    case failedCall([FailedCallFilter])
    /// The sum of the numbers that a script prints has grown; `unit` says what they count, as in "packets waited".
    case counter(Place, script: String, unit: String)
    /// An event of the timeline that the puller cannot cause by printing words; the closure returns what was seen, or
    /// nil.
    case event(@Sendable (Event.Body) -> String?)
}
