import Faults
import NIOCore
import NIOSSL

/// Lets a proxy intercept TLS: it answers the client's handshake itself, and makes its own with the host.
struct Interception: Sendable {
    private let handshakes: Handshakes
    private let client: NIOSSLContext

    /// Nil without TLS.
    init?(_ handshakes: Handshakes?, trusting authority: CertificateAuthority) throws {
        guard let handshakes else { return nil }
        self.handshakes = handshakes
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authority.pem.utf8)))
        client = try NIOSSLContext(configuration: configuration)
    }

    /// The plan for the client's handshake with a host; nil if it is passed on to the host.
    func handshake(with host: Role, on connection: Int) throws -> Handshakes.Handshake? {
        try handshakes.interceptedHandshake(with: host, on: connection)
    }

    /// For the proxy's own handshake with a host.
    func clientHandler(for host: Role) throws -> NIOSSLClientHandler {
        try NIOSSLClientHandler(context: client, serverHostname: host.hostName)
    }
}
