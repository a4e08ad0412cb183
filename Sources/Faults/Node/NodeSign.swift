/// By what a fault of the node is known to have taken effect, since no service and no packet carries it out.
package enum NodeSign: Sendable {
    /// The storage was seen full, or the puller met ENOSPC.
    case fullStorage
    /// A name server of the run was asked, or the puller said that a lookup failed.
    case lookup
    /// The puller said one of the errors that a route gives, or that a lookup failed.
    case noRoute
    /// The puller said that there is no port or address to bind.
    case noPort
    /// The router's kernel has counted a SYN of the node with a window of no more than the receive buffer.
    case smallWindow
}
