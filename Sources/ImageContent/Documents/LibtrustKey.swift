import Crypto

/// A public key as libtrust writes it into a signature: a JSON Web Key (RFC 7518 section 6.2.1) with libtrust's `kid`.
struct LibtrustKey: Codable, Equatable {
    /// The curve.
    let crv: String
    /// The fingerprint.
    let kid: String
    /// The kind of key.
    let kty: String
    /// The coordinates.
    let x: String
    let y: String

    /// The bytes of a coordinate of P-256.
    private static let coordinateSize = 32

    init(_ key: P256.Signing.PublicKey) {
        crv = "P-256"
        kty = "EC"
        kid = Self.fingerprint(of: key)
        x = Base64URL.encoded(key.rawRepresentation.prefix(Self.coordinateSize))
        y = Base64URL.encoded(key.rawRepresentation.dropFirst(Self.coordinateSize))
    }

    /// The key; nil if the members are those of no key of P-256, or of another one than `kid` says.
    var publicKey: P256.Signing.PublicKey? {
        guard let x = Base64URL.decoded(x), let y = Base64URL.decoded(y),
            let key = try? P256.Signing.PublicKey(rawRepresentation: x + y)
        else { return nil }
        return LibtrustKey(key) == self ? key : nil
    }

    /// What libtrust calls a key by (docker/libtrust, util.go, `keyIDFromCryptoKey`).
    ///
    /// 240 bits of the SHA-256 of its SubjectPublicKeyInfo, in Base32 (RFC 4648 section 6), in groups of four.
    private static func fingerprint(of key: P256.Signing.PublicKey) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let bits = SHA256.hash(data: key.derRepresentation).prefix(fingerprintSize).flatMap { byte in
            (0..<8).map { Int(byte >> (7 - $0)) & 1 }
        }
        let letters = stride(from: 0, to: bits.count, by: 5).map { start in
            alphabet[bits[start..<start + 5].reduce(0) { $0 << 1 | $1 }]
        }
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: ":")
    }

    /// In bytes; a whole number of groups of 20 bits.
    private static let fingerprintSize = 30
}
