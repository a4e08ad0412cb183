import Faults

/// The listening services, for the body of `withServices`.
package struct RunningServices: Sendable {
    /// The actual address of each role, with the ports that the kernel chose.
    package let endpoints: [Role: [Endpoint]]
    /// Where clients reach each role that speaks HTTP, apart from the proxy.
    package let origins: [Role: Origin]

    /// The port of a role; nil if it does not listen.
    package func port(of role: Role) -> UInt16? { endpoints[role]?.first?.port }
}
