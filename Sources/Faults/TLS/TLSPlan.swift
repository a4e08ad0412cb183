/// The plan of one host's certificate and handshake; TLS faults edit it.
package struct TLSPlan: Sendable, Equatable {
    package enum Issuer: String, Sendable, CaseIterable {
        /// The authority of the run, which the node trusts.
        case run
        /// An authority under that of the run, whose certificate the host does not send.
        case unsentIntermediate
        /// An authority that no puller trusts.
        case unknown
        /// The host itself.
        case itself
    }

    package enum Key: Sendable, Equatable {
        /// ECDSA on P-256, which every TLS client supports.
        case p256
        case rsa(bits: Int)
    }

    /// How a ClientHello is answered.
    package enum Answer: Sendable, Equatable {
        case handshake
        /// It is read and never answered.
        case stalled
        /// The connection ends.
        case ended(CutManner)
        /// These bytes come, and the connection ends.
        case bytes([UInt8])
    }

    package let host: Role
    package var names: [String]
    /// The expiry in seconds from now; negative for the past.
    package var notBefore: Int = -3600
    package var notAfter: Int = 86_400
    package var issuer: Issuer = .run
    package var key: Key = .p256
    package var answer: Answer = .handshake
    /// The newest version that the host speaks; nil for the newest there is.
    package var newestVersion: TLSVersion?
    /// Whether the host goes on only with a client that shows a certificate.
    package var wantsClientCertificate = false
    /// The key of a further certificate in the chain, which has the issuer's name as the host's own has; nil for none.
    package var oddKey: OddKey?
    /// Whether the proxy answers in place of the host.
    package var isIntercepted = false

    /// - Parameter names: the names in the certificate; nil for the host's own.
    package init(host: Role, names: [String]? = nil) {
        self.host = host
        self.names = names ?? [host.hostName]
    }
}

/// A version of TLS before those that clients have to speak (RFC 8996), in the words of OpenSSL and nginx.
public enum TLSVersion: String, Sendable, CaseIterable {
    /// RFC 2246.
    case tls10 = "TLSv1"
    /// RFC 4346.
    case tls11 = "TLSv1.1"
}
