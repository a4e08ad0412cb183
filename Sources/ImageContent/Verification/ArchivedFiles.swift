/// The files of an archive to which a tool exported an image: what they hash to, and the text of those that may be JSON.
struct ArchivedFiles {
    /// The most that is kept of the documents of one archive, in bytes.
    private static let documentsLimit = 64 << 20

    private(set) var digests: [String: StoredDigests] = [:]
    private(set) var documents: [String: [UInt8]] = [:]
    private var kept = 0

    /// Reads the content of a file.
    ///
    /// - Parameter algorithms: those by which the file is going to be asked for.
    mutating func add(
        _ name: String, size: Int, by algorithms: [Digest.Algorithm], from reader: inout TarReader
    ) throws {
        var content: [UInt8] = []
        var isDocument = size <= min(StoreVerification.documentLimit, Self.documentsLimit - kept)
        digests[name] = try StoredDigests(unpacking: true, by: algorithms) { body in
            try reader.forEachChunk { chunk in
                // A document of JSON is an object here, and no layer begins so.
                if content.isEmpty, chunk.first != UInt8(ascii: "{") { isDocument = false }
                if isDocument { content += chunk }
                try body(chunk)
            }
        }
        guard isDocument else { return }
        kept += content.count
        documents[name] = content
    }
}
