/// By what a fault of the node is known to have taken effect, since no service and no packet carries it out.
package enum NodeSign: Sendable {
    /// The storage was seen full, or the puller met ENOSPC.
    case fullStorage
    /// A name server of the run was asked, or the puller said that a lookup failed.
    case lookup
}
