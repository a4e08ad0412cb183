import FoundationEssentials

/// A file of a run's folder, which may have been edited since and is not trusted.
package enum SavedFile {
    /// The largest accepted size, more than any timeline needs: a million events.
    package static let largestSize = 256 << 20

    /// - Throws: `ChaosPullError` unless it is a regular file of an accepted size.
    package static func bytes(_ path: String) throws(ChaosPullError) -> Data {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw ChaosPullError("file \(path) is not there; expected a folder that 'chaospull run' has left")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw ChaosPullError("\(path) is no file; expected a folder that 'chaospull run' has left")
        }
        let size = (attributes[.size] as? UInt64) ?? 0
        guard size <= largestSize else {
            throw ChaosPullError("file \(path) has \(size) bytes; expected at most \(largestSize)")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ChaosPullError("file \(path) cannot be read; see its permissions")
        }
        return data
    }

    package static func decode<Value: Decodable>(_: Value.Type, _ data: Data, at place: String) throws(ChaosPullError)
        -> Value
    {
        do {
            return try JSONDecoder().decode(Value.self, from: data)
        } catch {
            throw ChaosPullError("\(place): \(sentence(error)); expected what 'chaospull run' has written")
        }
    }

    private static func sentence(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "this cannot be read" }
        return switch error {
        case .keyNotFound(let key, let context): "key '\(path(context.codingPath + [key]))' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "key '\(path(context.codingPath))' has a value of another type"
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "this is no JSON" : "key '\(path(context.codingPath))' has a wrong value"
        @unknown default: "this cannot be read"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        String(keys.map(\.stringValue).joined(separator: ".").prefix(60))
    }
}
