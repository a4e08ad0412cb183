/// A fault that can change some of what it meets and not the rest, and says what it needs.
package protocol NeedingFault: Fault {
    /// What an occurrence must have, as in `a body of more than 1 GiB`.
    var need: String { get }
}
