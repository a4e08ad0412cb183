/// One TLS handshake that a client begins, as matches and faults see it.
package struct HandshakeFacts: Sendable, Equatable {
    /// The host that the client means.
    package var host: Role
    /// Which handshake with that host it is in the run, from 1; the host or the proxy answers it.
    package var number: Int
    /// The proxy could answer it in the place of the host.
    package var isAtProxy: Bool
    /// The ordinal of the connection that it is made on.
    package var connection: Int

    package init(host: Role, number: Int = 1, isAtProxy: Bool = false, connection: Int = 1) {
        self.host = host
        self.number = number
        self.isAtProxy = isAtProxy
        self.connection = connection
    }
}

extension HandshakeFacts: FaultOccasion {
    package var flow: FlowKey { .handshake(with: host) }

    package var detail: String {
        isAtProxy
            ? "handshake with \(host.rawValue) through connection \(connection) with proxy"
            : "handshake of connection \(connection) with \(host.rawValue)"
    }

    package func isMeant(by match: Match) -> Bool { match.covers(host: host) }
}

extension TLSPlan: FaultEditable {
    /// A fault is shown by the host itself or by the proxy, never by both.
    package static func editing(by fault: any Fault, about handshake: HandshakeFacts, from offset: Int) -> Edit? {
        guard let fault = fault as? any TLSFault, fault.isOfProxy == handshake.isAtProxy else { return nil }
        return { fault.edit(&$0, of: handshake, draw: &$1) }
    }
}
