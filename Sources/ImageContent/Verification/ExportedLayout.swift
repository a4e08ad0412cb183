/// An archive of an OCI layout to which a tool exported an image (image-layout.md): layers may be packed anew.
struct ExportedLayout {
    private var files = ArchivedFiles()

    /// - Parameter algorithms: those by which files are going to be asked for.
    init(read: @escaping (Int) throws -> [UInt8], algorithms: [Digest.Algorithm]) throws {
        var reader = TarReader(read: read)
        while let entry = try reader.next() {
            guard entry.kind == .file else { continue }
            try files.add(entry.name, size: entry.size, by: algorithms, from: &reader)
        }
    }

    func judge(against truth: ImageTruth) throws -> StoreReport {
        guard let text = files.documents["index.json"] else {
            return StoreReport(present: false, problems: ["archive: holds no index.json"])
        }
        let index = try ImageDocument.decode(ImageIndex.self, from: text, named: "index.json")
        guard let entry = index.manifests.first, let document = files.documents[entry.digest.layoutName]
        else {
            return StoreReport(present: false, problems: ["archive: index.json names no manifest that is there"])
        }
        let manifest = try ImageDocument.decode(ImageManifest.self, from: document, named: "manifest")
        var report = StoreReport(present: true)
        let config = manifest.config.digest.layoutName
        report.judge(config: files.digests[config], text: files.documents[config], against: truth)
        report.judge(layers: manifest.layers.map { files.digests[$0.digest.layoutName] }, against: truth)
        return report
    }
}
