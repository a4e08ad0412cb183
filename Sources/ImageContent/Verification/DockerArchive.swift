/// The files of a `docker save` archive by their digests.
///
/// Docker image specification 1.2, "Combined Image JSON + Filesystem Changeset Format": `manifest.json`.
struct DockerArchive {
    static let manifestName = "manifest.json"

    private var files = ArchivedFiles()
    private var links: [String: String] = [:]
    private var manifest: [UInt8]?

    struct Image: Decodable {
        let config: String
        let layers: [String]

        private enum CodingKeys: String, CodingKey {
            case config = "Config"
            case layers = "Layers"
        }
    }

    /// - Parameter algorithms: those by which files are going to be asked for.
    init(read: @escaping (Int) throws -> [UInt8], algorithms: [Digest.Algorithm]) throws {
        var reader = TarReader(read: read)
        while let entry = try reader.next() {
            let name = ArchivePath.normalized(entry.name)
            switch entry.kind {
            case .file where name == Self.manifestName:
                manifest = try reader.readContent(limit: StoreVerification.documentLimit)
            case .file:
                try files.add(name, size: entry.size, by: algorithms, from: &reader)
            case .symbolicLink, .hardLink:
                links[name] = ArchivePath.target(of: entry, named: name)
            case .directory, .characterDevice, .blockDevice, .fifo, .other:
                break
            }
        }
    }

    func judge(against truth: ImageTruth) throws -> StoreReport {
        guard let manifest else {
            return StoreReport(present: false, problems: ["archive: holds no manifest.json"])
        }
        let images = try ImageDocument.decode([Image].self, from: manifest, named: Self.manifestName)
        let named = truth.configDigest.flatMap { digest in
            images.first { stored($0.config)?.match(digest) == true }
        }
        guard let image = named ?? images.first else {
            return StoreReport(present: false, problems: ["archive: manifest.json lists no image"])
        }
        var report = StoreReport(present: true)
        let text = ArchivePath.find(image.config, in: files.documents, links: links)
        report.judge(config: stored(image.config), text: text, against: truth)
        report.judge(layers: image.layers.map(stored), against: truth)
        return report
    }

    private func stored(_ path: String) -> StoredDigests? { ArchivePath.find(path, in: files.digests, links: links) }
}
