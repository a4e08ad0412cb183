import Faults
import NIOSSL

/// The certificate authority of one run, and another one that no puller trusts.
package struct CertificateAuthority: Sendable {
    /// The certificate that the node must trust.
    package let pem: String
    private let trusted: CertificateIssuer
    private let stranger: CertificateIssuer

    /// Makes both with new keys; valid from an hour ago to tomorrow.
    ///
    /// - Throws: `ServicesError` if the keys cannot be made.
    package init() throws {
        do {
            trusted = try CertificateIssuer(commonName: "chaospull authority of this run")
            stranger = try CertificateIssuer(commonName: "chaospull unknown authority")
            pem = try trusted.pem()
        } catch {
            throw ServicesError(.cannotSign, "the certificate authority cannot be made: \(error); report this")
        }
    }

    /// The certificate that the node must trust.
    func certificate() throws -> NIOSSLCertificate {
        guard let certificate = try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).first else {
            throw ServicesError(.cannotSign, "the authority's certificate cannot be read again; report this")
        }
        return certificate
    }

    /// Makes a certificate and its key as the plan says.
    ///
    /// - Throws: `ServicesError` if it cannot be made.
    package func issue(_ plan: TLSPlan) throws -> (chain: [NIOSSLCertificate], key: NIOSSLPrivateKey) {
        do {
            switch plan.issuer {
            case .run, .itself: return try trusted.issue(plan)
            case .unsentIntermediate: return try trusted.intermediate().issue(plan)
            case .unknown: return try stranger.issue(plan)
            }
        } catch {
            throw ServicesError(
                .cannotSign, "the certificate of \(plan.host.hostName) cannot be made: \(error); report this"
            )
        }
    }
}
