import Crypto

/// A manifest of schema 1 with its signature inside, as registries serve it.
///
/// distribution, docs/spec/manifest-v2-1.md, "Signed Manifests"; docker/libtrust, jsonsign.go, `PrettySignature`. The
/// signature is a JSON Web Signature (RFC 7515) by ES256 over the payload, which is the document without the signature.
/// Two signatures of one payload differ, since BoringSSL chooses a random number for each; the digest is that of the
/// payload, and stays.
package struct SignedManifest: Sendable {
    /// What is signed.
    package let payload: [UInt8]
    /// The whole document.
    package let bytes: [UInt8]

    /// What registries and pullers call it by: the digest of its payload.
    package var digest: Digest { .sha256(of: payload) }

    private struct Signatures: Codable {
        let signatures: [Signature]
    }

    private struct Signature: Codable {
        let header: Header
        let protected: String
        let signature: String

        struct Header: Codable {
            let alg: String
            let jwk: LibtrustKey
        }
    }

    /// How the payload comes out of the document: so many bytes of it, then the tail.
    private struct Format: Codable {
        let formatLength: Int
        let formatTail: String
        let time: String
    }

    /// A key of this process alone, as registries make one where none is configured.
    private static let key = P256.Signing.PrivateKey()
    private static let algorithm = "ES256"

    /// Signs a document; nil for what is no JSON object with members.
    init?(signing payload: [UInt8]) {
        func isSpace(_ byte: UInt8) -> Bool { " \n\r\t".utf8.contains(byte) }
        guard let close = payload.lastIndex(where: { !isSpace($0) }), payload[close] == UInt8(ascii: "}"),
            let last = payload[..<close].lastIndex(where: { !isSpace($0) }), !"{,".utf8.contains(payload[last])
        else { return nil }
        let format = Format(
            formatLength: last + 1, formatTail: Base64URL.encoded(payload[(last + 1)...]),
            time: TarHeader.fixedTimeText)
        let protected = Base64URL.encoded(ImageDocument.encode(format))
        let signature = Signature(
            header: .init(alg: Self.algorithm, jwk: LibtrustKey(Self.key.publicKey)), protected: protected,
            signature: Base64URL.encoded(Self.signature(of: Self.signed(protected, payload))))
        self.payload = payload
        bytes =
            payload[...last] + Array(",\n  \"signatures\" : ".utf8) + ImageDocument.encode([signature])
            + Array("\n}".utf8)
    }

    /// Reads a document; nil unless it has signatures, and all of them fit.
    package init?(_ bytes: [UInt8]) {
        guard let found = try? ImageDocument.decode(Signatures.self, from: bytes, named: "manifest"),
            let first = found.signatures.first, let payload = Self.payload(of: bytes, as: first.protected),
            found.signatures.allSatisfy({ Self.isValid($0, of: payload) })
        else { return nil }
        self.payload = payload
        self.bytes = bytes
    }

    private static func payload(of bytes: [UInt8], as protected: String) -> [UInt8]? {
        guard let text = Base64URL.decoded(protected),
            let format = try? ImageDocument.decode(Format.self, from: text, named: "protected"),
            (1...bytes.count).contains(format.formatLength), let tail = Base64URL.decoded(format.formatTail)
        else { return nil }
        return bytes[..<format.formatLength] + tail
    }

    private static func isValid(_ signature: Signature, of payload: [UInt8]) -> Bool {
        guard signature.header.alg == algorithm, let key = signature.header.jwk.publicKey,
            let bytes = Base64URL.decoded(signature.signature),
            let value = try? P256.Signing.ECDSASignature(rawRepresentation: bytes)
        else { return false }
        return key.isValidSignature(value, for: signed(signature.protected, payload))
    }

    /// RFC 7515 section 5.1, step 8.
    private static func signed(_ protected: String, _ payload: [UInt8]) -> [UInt8] {
        Array("\(protected).\(Base64URL.encoded(payload))".utf8)
    }

    private static func signature(of bytes: [UInt8]) -> [UInt8] {
        do {
            return Array(try key.signature(for: bytes).rawRepresentation)
        } catch {
            preconditionFailure("a key of its own making signs any bytes: \(error)")
        }
    }
}
