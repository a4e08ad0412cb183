#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A reference to content by its digest.
///
/// OCI image specification, descriptor.md.
package struct Descriptor: Codable, Equatable, Sendable {
    /// The kind of content.
    package var mediaType: String
    /// The digest of the content.
    package var digest: Digest
    /// The size of the content in bytes.
    package var size: Int
    /// The platform of the content, in an index.
    package var platform: Platform?
    /// Free text by key.
    package var annotations: [String: String]?
    /// Where else the content can be had.
    package var urls: [String]?
    /// The content itself in base64.
    package var data: String?
    /// The kind of an artifact, in an index.
    package var artifactType: String?

    package init(
        mediaType: String,
        digest: Digest,
        size: Int,
        platform: Platform? = nil,
        annotations: [String: String]? = nil,
        urls: [String]? = nil
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.platform = platform
        self.annotations = annotations
        self.urls = urls
    }

    /// Describes bytes held in memory.
    package init(
        mediaType: String, bytes: [UInt8], by algorithm: Digest.Algorithm = .sha256, platform: Platform? = nil,
        annotations: [String: String]? = nil, hasData: Bool = false
    ) {
        self.init(
            mediaType: mediaType, digest: .of(bytes, by: algorithm), size: bytes.count, platform: platform,
            annotations: annotations)
        if hasData { data = Data(bytes).base64EncodedString() }
    }
}
