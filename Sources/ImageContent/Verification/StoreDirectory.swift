/// A folder that holds an image as files named by their digests.
///
/// Three layouts: skopeo's `dir:` (`manifest.json`, `<hex>`), the OCI image layout (image-layout.md: `index.json`,
/// `blobs/sha256/<hex>`), and a content store, which has the blobs of the latter and no entry point.
struct StoreDirectory {
    let names: Set<String>
    let open: (String) throws -> (Int) throws -> [UInt8]
    /// The manifest that a content store has for an image of schema 1.
    let converted: Digest?

    func judge(against truth: ImageTruth) throws -> StoreReport {
        if names.contains("index.json") {
            return try judgeLayout(truth)
        }
        if names.contains("manifest.json") {
            return try judgeFlat(truth)
        }
        if let converted, truth.configDigest == nil { return try judgeConverted(converted, truth) }
        guard names.contains(truth.manifestDigest.layoutName) else {
            return StoreReport(present: false, problems: ["directory: holds no manifest"])
        }
        var report = try judgeImage(truth.manifestDigest.layoutName, truth, blobName: \.layoutName)
        if let indexDigest = truth.indexDigest {
            try judge("index", indexDigest.layoutName, indexDigest, &report)
        }
        return report
    }

    /// Judges a `dir:`; if all platforms were pulled, `manifest.json` is the index and manifests are
    /// `<hex>.manifest.json`.
    private func judgeFlat(_ truth: ImageTruth) throws -> StoreReport {
        let instance = truth.manifestDigest.hex + ".manifest.json"
        if let indexDigest = truth.indexDigest, names.contains(instance) {
            var report = try judgeImage(instance, truth, blobName: \.hex)
            try judge("index", "manifest.json", indexDigest, &report)
            return report
        }
        return try judgeImage("manifest.json", truth, blobName: \.hex)
    }

    private func judgeLayout(_ truth: ImageTruth) throws -> StoreReport {
        let index = try ImageDocument.decode(ImageIndex.self, from: document("index.json"), named: "index.json")
        let listed = index.manifests.map(\.digest)
        if listed.contains(truth.manifestDigest) {
            return try judgeImage(truth.manifestDigest.layoutName, truth, blobName: \.layoutName)
        }
        if let indexDigest = truth.indexDigest, listed.contains(indexDigest) {
            var report = try judgeImage(truth.manifestDigest.layoutName, truth, blobName: \.layoutName)
            try judge("index", indexDigest.layoutName, indexDigest, &report)
            return report
        }
        guard let first = listed.first else {
            return StoreReport(present: false, problems: ["directory: index.json lists no manifest"])
        }
        return try judgeConverted(first, truth)
    }

    private func judgeImage(
        _ manifestName: String,
        _ truth: ImageTruth,
        blobName: (Digest) -> String
    ) throws -> StoreReport {
        var report = StoreReport(present: true)
        let manifest =
            names.contains(manifestName) ? try StoredDigests(ofManifest: truth, read: open(manifestName)) : nil
        report.judge("manifest", manifest, expected: truth.manifestDigest)
        if let config = truth.configDigest { try judge("config", blobName(config), config, &report) }
        try judgeLayers(truth, &report, blobName: blobName)
        return report
    }

    /// A puller that stores the OCI format rewrites the manifest and the configuration of a Docker image, and containerd
    /// those of schema 1.
    ///
    /// Their digests are new, so the files must match their own digests and name the same layers.
    private func judgeConverted(_ digest: Digest, _ truth: ImageTruth) throws -> StoreReport {
        var report = StoreReport(present: true)
        guard truth.manifestMediaType != MediaType.ociManifest else {
            report.problems.append("manifest: the layout names \(digest), expected \(truth.manifestDigest)")
            return report
        }
        try judge("manifest", digest.layoutName, digest, &report)
        guard report.problems.isEmpty, report.unverified == nil else { return report }
        do {
            let manifest = try ImageDocument.decode(
                ImageManifest.self,
                from: document(digest.layoutName),
                named: "manifest"
            )
            let stated = manifest.layers.map(\.digest)
            if stated != truth.layerDigests {
                report.problems.append("manifest: names layers \(stated), expected \(truth.layerDigests)")
            }
            let configName = manifest.config.digest.layoutName
            try judge("config", configName, manifest.config.digest, &report)
            if names.contains(configName) { report.judge(ownConfig: try document(configName), against: truth) }
        } catch let error as ImageContentError {
            report.problems.append(error.message)
        }
        try judgeLayers(truth, &report, blobName: \.layoutName)
        return report
    }

    private func judgeLayers(
        _ truth: ImageTruth,
        _ report: inout StoreReport,
        blobName: (Digest) -> String
    ) throws {
        for (position, digest) in truth.layerDigests.enumerated() {
            // layer.md, "Non-Distributable Layers": what copies an image leaves them where they are.
            let isForeign = truth.foreignLayers?.contains(position + 1) == true
            if isForeign, !names.contains(blobName(digest)) { continue }
            try judge("layer \(position + 1)", blobName(digest), digest, &report)
        }
    }

    /// Counts a file by its name.
    private func judge(_ subject: String, _ name: String, _ expected: Digest, _ report: inout StoreReport) throws {
        let stored = names.contains(name) ? try StoredDigests(for: expected, read: open(name)) : nil
        report.judge(subject, stored, expected: expected)
    }

    private func document(_ name: String) throws -> [UInt8] {
        guard names.contains(name) else {
            throw ImageContentError("'\(name)' is not stored; pull again")
        }
        var source = ByteSource(read: try open(name))
        let bytes = try source.take(StoreVerification.documentLimit + 1)
        guard bytes.count <= StoreVerification.documentLimit else {
            throw ImageContentError("'\(name)' has more than \(StoreVerification.documentLimit) bytes")
        }
        return bytes
    }
}
