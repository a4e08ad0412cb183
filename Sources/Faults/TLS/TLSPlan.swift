/// The plan of one host's certificate and handshake; TLS faults edit it.
package struct TLSPlan: Sendable, Equatable {
    package enum Issuer: String, Sendable, CaseIterable {
        /// The authority of the run, which the node trusts.
        case run
        /// An authority that no puller trusts.
        case unknown
    }

    package let host: Role
    package var names: [String]
    /// The expiry in seconds from now; negative for the past.
    package var notBefore: Int = -3600
    package var notAfter: Int = 86_400
    package var issuer: Issuer = .run
    /// Whether the handshake is read and never answered.
    package var isStalled = false
    /// Whether the proxy answers in place of the host.
    package var isIntercepted = false

    package init(host: Role) {
        self.host = host
        names = [host.hostName]
    }
}
