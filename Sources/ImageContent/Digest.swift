import Crypto

/// The digest of some content, as OCI descriptors write it: `sha256:<64 hex>` or `sha512:<128 hex>`.
///
/// Grammar and algorithms: OCI image specification, descriptor.md, "Digests" and "Registered Algorithms".
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The registered algorithms that are computed here.
    public enum Algorithm: String, Sendable, Codable, CaseIterable {
        /// SHA-256 (FIPS 180-4).
        case sha256
        /// SHA-512 (FIPS 180-4).
        case sha512

        fileprivate var hexLength: Int { self == .sha256 ? 64 : 128 }
    }

    /// The digest as text, algorithm included.
    public let description: String

    /// The encoded part, after `sha256:`.
    public var hex: String { String(description.drop { $0 != ":" }.dropFirst()) }

    /// The word before the colon.
    public var algorithmName: String { String(description.prefix { $0 != ":" }) }

    /// Where an image layout has the content (image-layout.md, "Blobs").
    package var layoutName: String { "blobs/\(algorithmName)/\(hex)" }

    /// Nil for an algorithm that is not computed here, so that content can neither match nor fail it.
    public var algorithm: Algorithm? { Algorithm(rawValue: algorithmName) }

    /// Reads a digest; nil for what the grammar does not have.
    ///
    /// The hex of a registered algorithm is lowercase and of its length. An unknown algorithm is let pass, as the
    /// specification asks ("Implementations SHOULD allow digests with unrecognized algorithms to pass validation").
    public init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let (name, encoded) = (text[..<colon], text[text.index(after: colon)...].utf8)
        if let algorithm = Algorithm(rawValue: String(name)) {
            guard encoded.count == algorithm.hexLength, encoded.allSatisfy(Self.hexDigits.contains) else { return nil }
        } else {
            let components = name.utf8.split(omittingEmptySubsequences: false) { "+._-".utf8.contains($0) }
            guard components.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isLowercaseOrDigit) }), !encoded.isEmpty,
                encoded.allSatisfy({ Self.isLowercaseOrDigit($0 | 0x20) || "=_-".utf8.contains($0) })
            else { return nil }
        }
        description = text
    }

    /// The SHA-256 digest of bytes held in memory.
    public static func sha256(of bytes: [UInt8]) -> Digest { of(bytes, by: .sha256) }

    /// The digest of bytes held in memory.
    static func of(_ bytes: [UInt8], by algorithm: Algorithm) -> Digest {
        var stream = DigestStream(algorithm)
        bytes.withUnsafeBytes { stream.update($0) }
        return stream.finish()
    }

    init(_ algorithm: Algorithm, _ value: some Sequence<UInt8>) {
        let characters = value.flatMap { byte in
            [Self.hexDigits[Int(byte >> 4)], Self.hexDigits[Int(byte & 0x0f)]]
        }
        description = "\(algorithm.rawValue):" + String(decoding: characters, as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    private static func isLowercaseOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}

extension Digest: Codable {
    /// Reads the digest from a plain string; throws `DecodingError` if it is not one.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not a digest; write sha256: and 64 lowercase hex digits"
            )
        }
        self = digest
    }

    /// Writes the digest as a plain string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
