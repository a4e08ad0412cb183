import Crypto
import Faults
import FoundationEssentials
import NIOSSL
import SwiftASN1
import WireFormats
import X509

/// A self-signed authority with its key (RFC 5280), on P-256, which every TLS client supports.
struct CertificateIssuer: Sendable {
    private let certificate: Certificate
    private let key: Certificate.PrivateKey

    init(commonName: String) throws {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let name = try DistinguishedName { CommonName(commonName) }
        let now = Date()
        self.key = key
        certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-3600),
            notValidAfter: now.addingTimeInterval(86_400),
            issuer: name,
            subject: name,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: key.publicKey)
            },
            issuerPrivateKey: key
        )
    }

    func pem() throws -> String { try certificate.serializeAsPEM().pemString + "\n" }

    func issue(_ plan: TLSPlan) throws -> (chain: [NIOSSLCertificate], key: NIOSSLPrivateKey) {
        let leafKey = P256.Signing.PrivateKey()
        let publicKey = Certificate.PrivateKey(leafKey).publicKey
        let now = Date()
        let leaf = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: publicKey,
            notValidBefore: now.addingTimeInterval(Double(plan.notBefore)),
            notValidAfter: now.addingTimeInterval(Double(plan.notAfter)),
            issuer: certificate.subject,
            subject: try DistinguishedName { CommonName(plan.names.first ?? plan.host.hostName) },
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectKeyIdentifier(hash: publicKey)
                AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: key.publicKey).keyIdentifier)
                SubjectAlternativeNames(plan.names.map(Self.generalName))
            },
            issuerPrivateKey: key
        )
        var der = DER.Serializer()
        try der.serialize(leaf)
        return (
            [try NIOSSLCertificate(bytes: der.serializedBytes, format: .der)],
            try NIOSSLPrivateKey(bytes: Array(leafKey.derRepresentation), format: .der)
        )
    }

    /// For verifiers an address is no DNS name (RFC 9525 section 6.2).
    private static func generalName(_ name: String) -> GeneralName {
        guard let address = IPAddress(name) else { return .dnsName(name) }
        return .ipAddress(ASN1OctetString(contentBytes: address.bytes[...]))
    }
}
