import Crypto
import Faults
import SwiftASN1

/// A certificate with a public key that the library for certificates does not make.
struct OddCertificate {
    /// Why there is no such certificate.
    enum Problem: Error { case unreadable }

    /// Where the key stands among the fields of a certificate (RFC 5280 section 4.1).
    private static let keyField = 6
    /// rsaEncryption (RFC 8017 appendix A.1).
    private static let rsa: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 1, 1]
    /// Below the number for examples (RFC 5612), so that no algorithm has it.
    private static let unknown: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 32_473, 1]
    /// Bytes of an RSA modulus of 16384 bits, the most that the TLS of the services can hold.
    private static let modulusLength = 16384 / 8

    let der: [UInt8]

    /// - Parameters:
    ///   - other: a certificate in DER, of which all but the key is taken over.
    ///   - issuer: what signs it, by ECDSA with SHA-256 as the other one.
    init(_ key: OddKey, as other: [UInt8], signedBy issuer: P256.Signing.PrivateKey) throws {
        guard case .constructed(let parts) = try DER.parse(other).content else { throw Problem.unreadable }
        var remaining = parts.makeIterator()
        guard let signed = remaining.next(), let algorithm = remaining.next(),
            case .constructed(let fields) = signed.content
        else { throw Problem.unreadable }
        var body = DER.Serializer()
        try body.appendConstructedNode(identifier: .sequence) { body in
            for (place, field) in fields.enumerated() {
                if place == Self.keyField { try Self.write(key, to: &body) } else { body.serialize(field) }
            }
        }
        let bytes = body.serializedBytes
        let signature = try issuer.signature(for: bytes).derRepresentation
        var whole = DER.Serializer()
        try whole.appendConstructedNode(identifier: .sequence) { whole in
            whole.serializeRawBytes(bytes)
            whole.serialize(algorithm)
            try whole.serialize(ASN1BitString(bytes: ArraySlice(signature)))
        }
        der = whole.serializedBytes
    }

    /// SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
    private static func write(_ key: OddKey, to body: inout DER.Serializer) throws {
        try body.appendConstructedNode(identifier: .sequence) { info in
            switch key {
            case .large:
                try info.appendConstructedNode(identifier: .sequence) { algorithm in
                    try algorithm.serialize(rsa)
                    try algorithm.serialize(ASN1Null())
                }
                try info.serialize(ASN1BitString(bytes: largeKey()[...]))
            case .unknown:
                try info.appendConstructedNode(identifier: .sequence) { try $0.serialize(unknown) }
                try info.serialize(ASN1BitString(bytes: [1, 2, 3, 4]))
            }
        }
    }

    /// RSAPublicKey (RFC 8017 appendix A.1.1).
    ///
    /// The modulus is odd and arbitrary; nobody has the private key.
    private static func largeKey() throws -> [UInt8] {
        var key = DER.Serializer()
        try key.appendConstructedNode(identifier: .sequence) { key in
            // The first byte keeps it positive.
            key.appendPrimitiveNode(identifier: .integer) { $0 += [0] + [UInt8](repeating: 0xa5, count: modulusLength) }
            try key.serialize(65_537)
        }
        return key.serializedBytes
    }
}
