/// Answers the ClientHello in plain HTTP, as a server does that speaks no TLS on this port.
package struct TLSPlainHTTP: TLSFault {
    package static let name = "tls.plain-http"
    package static let summary = "answer the handshake in plain HTTP"

    package init(_ fields: Fields) {}

    package func edit(_ plan: inout TLSPlan, of handshake: HandshakeFacts, draw: inout Draw) {
        plan.answer = .bytes(
            Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8))
    }
}

extension InjectedFault {
    /// Answers the handshake in plain HTTP: `tls.plain-http`.
    public static func tlsPlainHTTP(_ match: TLSMatch = TLSMatch(), when: Trigger = Trigger()) -> InjectedFault {
        InjectedFault(TLSPlainHTTP.self, match: match.element, when: when)
    }
}
