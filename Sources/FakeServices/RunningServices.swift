import Faults

/// The listening services, for the body of `withServices`.
package struct RunningServices: Sendable {
    /// The actual address of each role, with the ports that the kernel chose.
    package let endpoints: [Role: [Endpoint]]

    /// The port of a role; nil if it does not listen.
    package func port(of role: Role) -> UInt16? { endpoints[role]?.first?.port }
}
