import Faults

/// Services that listen, as the body of `withServices` sees them.
package struct RunningServices: Sendable {
    /// Where each role really listens, with the ports that the kernel chose.
    package let endpoints: [Role: [Endpoint]]

    /// The port of a role; nil if it does not listen.
    package func port(of role: Role) -> UInt16? { endpoints[role]?.first?.port }
}
