import SystemCalls

/// How a fault of the node, the links or a process is known to have taken effect.
package enum Proof: Sendable {
    /// A system call of the puller, or of a program that it started, failed like this.
    case failedCall([FailedCallFilter])
    /// Numbers that a script prints, one a line, whose sum has grown; `unit` says what they count, as in "packets waited".
    case counter(Place, script: String, unit: String)
    /// An event of the timeline that the puller cannot cause by printing words; the closure says what was seen, or nil.
    case event(@Sendable (Event.Body) -> String?)
}
