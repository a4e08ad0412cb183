/// An archive of an OCI layout to which a tool exported an image (image-layout.md): layers may be packed anew.
struct ExportedLayout {
    /// The most that is kept of the documents of one archive, in bytes.
    private static let documentsLimit = 64 << 20

    private var files: [String: StoredDigests] = [:]
    private var documents: [String: [UInt8]] = [:]

    /// - Parameter algorithms: those by which files are going to be asked for.
    init(read: @escaping (Int) throws -> [UInt8], algorithms: [Digest.Algorithm]) throws {
        var reader = TarReader(read: read)
        var kept = 0
        while let entry = try reader.next() {
            guard entry.kind == .file else { continue }
            let isSmall = entry.size <= min(StoreVerification.documentLimit, Self.documentsLimit - kept)
            var content: [UInt8] = []
            var isDocument = isSmall
            files[entry.name] = try StoredDigests(unpacking: true, by: algorithms) { body in
                try reader.forEachChunk { chunk in
                    // A document of JSON is an object here, and no layer begins so.
                    if content.isEmpty, chunk.first != UInt8(ascii: "{") { isDocument = false }
                    if isDocument { content += chunk }
                    try body(chunk)
                }
            }
            if isDocument {
                kept += content.count
                documents[entry.name] = content
            }
        }
    }

    func judge(against truth: ImageTruth) throws -> StoreReport {
        guard let text = documents["index.json"] else {
            return StoreReport(present: false, problems: ["archive: holds no index.json"])
        }
        let index = try ImageDocument.decode(ImageIndex.self, from: text, named: "index.json")
        guard let entry = index.manifests.first, let document = documents[entry.digest.layoutName] else {
            return StoreReport(present: false, problems: ["archive: index.json names no manifest that is there"])
        }
        let manifest = try ImageDocument.decode(ImageManifest.self, from: document, named: "manifest")
        var report = StoreReport(present: true)
        report.judge(
            config: files[manifest.config.digest.layoutName],
            layers: manifest.layers.map { files[$0.digest.layoutName] },
            against: truth)
        return report
    }
}
