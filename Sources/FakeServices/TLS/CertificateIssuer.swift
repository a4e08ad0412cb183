import Crypto
import CryptoExtras
import Faults
import FoundationEssentials
import NIOSSL
import SwiftASN1
import WireFormats
import X509

/// A self-signed authority with its key (RFC 5280), on P-256, which every TLS client supports.
struct CertificateIssuer: Sendable {
    private let certificate: Certificate
    private let key: P256.Signing.PrivateKey
    private var issuing: Certificate.PrivateKey { Certificate.PrivateKey(key) }

    /// An authority that has signed itself, or that another one has signed.
    ///
    /// - Parameter depth: how many authorities there may be below it (RFC 5280 section 4.2.1.9).
    init(commonName: String, depth: Int = 1, issuer: CertificateIssuer? = nil) throws {
        try self.init(subject: try DistinguishedName { CommonName(commonName) }, depth: depth, issuer: issuer)
    }

    private init(subject: DistinguishedName, depth: Int, issuer: CertificateIssuer?) throws {
        let signing = P256.Signing.PrivateKey()
        let key = Certificate.PrivateKey(signing)
        let now = Date()
        self.key = signing
        certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-3600),
            notValidAfter: now.addingTimeInterval(86_400),
            issuer: issuer?.certificate.subject ?? subject,
            subject: subject,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: depth))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: key.publicKey)
            },
            issuerPrivateKey: issuer?.issuing ?? key
        )
    }

    /// A new authority that this one has signed.
    func intermediate() throws -> CertificateIssuer {
        try CertificateIssuer(commonName: "chaospull intermediate authority", depth: 0, issuer: self)
    }

    func pem() throws -> String { try certificate.serializeAsPEM().pemString + "\n" }

    func issue(_ plan: TLSPlan) throws -> (chain: [NIOSSLCertificate], key: NIOSSLPrivateKey) {
        let (leafKey, keyBytes) = try Self.newKey(plan.key)
        let publicKey = leafKey.publicKey
        // Clients read the alternative names alone (RFC 9525 section 6.3).
        let subject =
            plan.oddKey == nil
            ? try DistinguishedName { CommonName(plan.names.first ?? plan.host.hostName) } : certificate.subject
        let isSelfSigned = plan.issuer == .itself
        let now = Date()
        let leaf = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: publicKey,
            notValidBefore: now.addingTimeInterval(Double(plan.notBefore)),
            notValidAfter: now.addingTimeInterval(Double(plan.notAfter)),
            issuer: isSelfSigned ? subject : certificate.subject,
            subject: subject,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectKeyIdentifier(hash: publicKey)
                AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: issuing.publicKey).keyIdentifier)
                SubjectAlternativeNames(plan.names.map(Self.generalName))
            },
            issuerPrivateKey: isSelfSigned ? leafKey : issuing
        )
        var der = DER.Serializer()
        try der.serialize(leaf)
        let further = try plan.oddKey.map { try oddCertificate($0) }
        return (
            try ([der.serializedBytes] + [further].compactMap(\.self)).map {
                try NIOSSLCertificate(bytes: $0, format: .der)
            },
            try NIOSSLPrivateKey(bytes: keyBytes, format: .der)
        )
    }

    /// A certificate that seems to be one of this authority with another key.
    private func oddCertificate(_ key: OddKey) throws -> [UInt8] {
        let other = try CertificateIssuer(subject: certificate.subject, depth: 1, issuer: self)
        var der = DER.Serializer()
        try der.serialize(other.certificate)
        return try OddCertificate(key, as: der.serializedBytes, signedBy: self.key).der
    }

    private static func newKey(_ key: TLSPlan.Key) throws -> (Certificate.PrivateKey, der: [UInt8]) {
        switch key {
        case .p256:
            let key = P256.Signing.PrivateKey()
            return (Certificate.PrivateKey(key), Array(key.derRepresentation))
        case .rsa(let bits):
            let key = try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: bits))
            return (Certificate.PrivateKey(key), Array(key.derRepresentation))
        }
    }

    /// For verifiers an address is no DNS name (RFC 9525 section 6.2).
    private static func generalName(_ name: String) -> GeneralName {
        guard let address = IPAddress(name) else { return .dnsName(name) }
        return .ipAddress(ASN1OctetString(contentBytes: address.bytes[...]))
    }
}
