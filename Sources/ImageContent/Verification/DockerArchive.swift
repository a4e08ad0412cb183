/// The files of a `docker save` archive by their digests.
///
/// Docker image specification 1.2, "Combined Image JSON + Filesystem Changeset Format": `manifest.json`.
struct DockerArchive {
    private static let manifestName = "manifest.json"
    private static let linkDepth = 8

    private var files: [String: StoredDigests] = [:]
    private var links: [String: String] = [:]
    private var manifest: [UInt8]?

    private struct Image: Decodable {
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
            let name = Self.normalized(entry.name)
            switch entry.kind {
            case .file where name == Self.manifestName:
                manifest = try reader.readContent(limit: StoreVerification.documentLimit)
            case .file:
                files[name] = try StoredDigests(unpacking: true, by: algorithms) { try reader.forEachChunk($0) }
            case .symbolicLink:
                let folder = name.split(separator: "/").dropLast().joined(separator: "/")
                links[name] = Self.normalized(folder + "/" + entry.linkName)
            case .hardLink:
                links[name] = Self.normalized(entry.linkName)
            case .directory, .other:
                break
            }
        }
    }

    func judge(against truth: ImageTruth) throws -> StoreReport {
        guard let manifest else {
            return StoreReport(present: false, problems: ["archive: holds no manifest.json"])
        }
        let images = try ImageDocument.decode([Image].self, from: manifest, named: Self.manifestName)
        let named = images.first { stored($0.config)?.match(truth.configDigest) == true }
        guard let image = named ?? images.first else {
            return StoreReport(present: false, problems: ["archive: manifest.json lists no image"])
        }
        var report = StoreReport(present: true)
        report.judge("config", stored(image.config), expected: truth.configDigest)
        if image.layers.count != truth.diffIDs.count {
            report.problems.append("layers: \(image.layers.count) are stored, expected \(truth.diffIDs.count)")
        }
        for (position, diffID) in truth.diffIDs.enumerated() {
            let name = position < image.layers.count ? image.layers[position] : nil
            report.judge("layer \(position + 1)", name.flatMap(stored), expected: diffID)
        }
        return report
    }

    private func stored(_ path: String) -> StoredDigests? {
        var name = Self.normalized(path)
        for _ in 0..<Self.linkDepth {
            if let file = files[name] { return file }
            guard let target = links[name] else { return nil }
            name = target
        }
        return nil
    }

    /// A path without `.` and `..`, which cannot leave the archive.
    private static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                _ = parts.popLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
