/// The way between the node and the services as the kernel of the router has it; link faults edit it.
package struct LinkPlan: Sendable, Equatable {
    /// Bytes a second each way; nil for as many as the machine can.
    package var rate: Int?
    /// The largest packet that fits; nil for 1500 bytes.
    package var mtu: MTU?
    /// When the node's link has no carrier.
    package var outages: Outages?
    /// How many connections the node may have with each service at once; nil for any number.
    package var connections: Int?

    package init() {}

    /// The largest IP packet that the router passes on.
    package struct MTU: Sendable, Equatable {
        /// In bytes.
        package var size: Int
        /// Whether the router tells who sent a larger one (RFC 1191, RFC 8201).
        package var isTold: Bool
    }

    /// Times without a carrier, counted from the start of the pull.
    package struct Outages: Sendable, Equatable {
        /// When the first begins.
        package var after: Duration
        /// How long each is.
        package var lasting: Duration
        /// From the start of one to the start of the next; nil for one alone.
        package var every: Duration?

        /// When the n-th begins, from 0; nil if there is none.
        package func start(_ number: Int) -> Duration? {
            number == 0 ? after : every.map { after + $0 * number }
        }
    }
}

/// By what a fault of the links is known to have taken effect: the counters of the router's kernel.
package enum LinkSign: Sendable {
    /// A packet had to wait for the rate.
    case waiting
    /// The router had to say that a packet is too big, whether or not that got out.
    case tooBig
    /// The carrier was taken away.
    case outage
    /// A SYN beyond the limit was dropped.
    case connectionLimit
}
