import Crypto

/// The digest of some content, as OCI descriptors write it: `sha256:<64 hex>` or `sha512:<128 hex>`.
///
/// Grammar and algorithms: OCI image specification, descriptor.md, "Digests" and "Registered Algorithms".
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The digest as text, algorithm included.
    public let description: String

    /// The encoded part, after `sha256:`.
    public var hex: String { String(description.drop { $0 != ":" }.dropFirst()) }

    /// Reads a digest; nil unless the algorithm is registered and the hex is lowercase and of the right length.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let hexLength = Self.hexLengths[String(parts[0])] else { return nil }
        let hex = parts[1].utf8
        guard hex.count == hexLength, hex.allSatisfy(Self.hexDigits.contains) else { return nil }
        description = text
    }

    /// The SHA-256 digest of bytes held in memory.
    public static func sha256(of bytes: [UInt8]) -> Digest {
        var stream = DigestStream()
        bytes.withUnsafeBytes { stream.update($0) }
        return stream.finish()
    }

    init(_ value: SHA256Digest) {
        let characters = value.flatMap { byte in
            [Self.hexDigits[Int(byte >> 4)], Self.hexDigits[Int(byte & 0x0f)]]
        }
        description = "sha256:" + String(decoding: characters, as: UTF8.self)
    }

    private static let hexLengths = ["sha256": 64, "sha512": 128]
    private static let hexDigits = Array("0123456789abcdef".utf8)
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
