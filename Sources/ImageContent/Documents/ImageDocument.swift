#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// JSON to and from the exact bytes that are hashed.
package enum ImageDocument {
    /// The bytes of a document: the same value gives the same bytes, so that digests repeat.
    ///
    /// - Parameter isPretty: whether each member stands in a line of its own.
    package static func encode(_ value: some Encodable, isPretty: Bool = false) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            return Array(try encoder.encode(value))
        } catch {
            preconditionFailure("documents hold only text and integers, which JSON can always express: \(error)")
        }
    }

    /// The document in some bytes; throws `ImageContentError` with `name` in its message if it is something else.
    package static func decode<Document: Decodable>(
        _ type: Document.Type,
        from bytes: [UInt8],
        named name: String
    ) throws(ImageContentError) -> Document {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw ImageContentError("'\(name)' (\(bytes.count) bytes) is not the expected JSON document: \(error)")
        }
    }
}
