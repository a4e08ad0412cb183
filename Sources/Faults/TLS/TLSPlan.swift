/// The certificate and handshake of one host before they are made; TLS faults edit it.
package struct TLSPlan: Sendable, Equatable {
    package enum Issuer: String, Sendable, CaseIterable {
        /// The authority of the run, which the node trusts.
        case run
        /// An authority that nobody trusts.
        case unknown
    }

    package let host: Role
    package var names: [String]
    /// Seconds from now; negative lies in the past.
    package var notBefore: Int = -3600
    package var notAfter: Int = 86_400
    package var issuer: Issuer = .run
    /// The handshake is read and never answered.
    package var isStalled = false
    /// The proxy answers in the place of the host.
    package var isIntercepted = false

    package init(host: Role) {
        self.host = host
        names = [host.hostName]
    }
}
