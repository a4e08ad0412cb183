/// Judges what a puller stored, from its bytes alone.
package enum StoreVerification {
    /// The most bytes that a JSON document of a store can have.
    static let documentLimit = 8 << 20

    /// Judges an archive of `docker save`, in one pass with no layer held in memory.
    ///
    /// The layout of 20.10 (`<id>/layer.tar`, links for layers that repeat) and that of 25 and later
    /// (`blobs/sha256/<hex>`) both list their files in `manifest.json`. A layer may be stored unpacked or as gzip.
    /// A broken archive is a problem in the report; only errors of `read` are thrown.
    package static func verify(
        dockerArchive read: @escaping (Int) throws -> [UInt8],
        against truth: ImageTruth
    ) throws -> StoreReport {
        try report(of: "archive") { try DockerArchive(read: read, algorithms: truth.algorithms).judge(against: truth) }
    }

    /// Judges an archive of an OCI layout, in which layers may be packed anew, in one pass.
    package static func verify(
        exportedLayout read: @escaping (Int) throws -> [UInt8],
        against truth: ImageTruth
    ) throws -> StoreReport {
        try report(of: "archive") { try ExportedLayout(read: read, algorithms: truth.algorithms).judge(against: truth) }
    }

    /// Judges a folder of files: what skopeo's `dir:` writes, an OCI layout, or the content store of containerd.
    ///
    /// `names` lists paths relative to the folder. `open` returns a reader of one file, which returns up to as many
    /// bytes as asked for, and none at the end. Their errors are thrown; everything else is a problem in the report.
    ///
    /// - Parameter converted: the manifest that a content store has for an image of schema 1, by the store's records.
    package static func verify(
        directoryNames names: () throws -> [String],
        open: (_ name: String) throws -> (Int) throws -> [UInt8],
        converted: Digest? = nil,
        against truth: ImageTruth
    ) throws -> StoreReport {
        let names = Set(try names())
        return try withoutActuallyEscaping(open) { open in
            try report(of: "directory") {
                try StoreDirectory(names: names, open: open, converted: converted).judge(against: truth)
            }
        }
    }

    /// What is wrong with the content itself is a problem in the report.
    private static func report(of form: String, _ judge: () throws -> StoreReport) throws -> StoreReport {
        do {
            return try judge()
        } catch let error as ImageContentError {
            return StoreReport(present: false, problems: ["\(form): \(error.message)"])
        }
    }

    /// Judges a store that keeps blobs by their digests and rewrites the manifest or keeps none.
    ///
    /// - Parameter blob: a reader of the blob with a digest; nil if the store has none.
    package static func verify(
        blobs blob: (Digest) throws -> ((Int) throws -> [UInt8])?,
        against truth: ImageTruth
    ) throws -> StoreReport {
        var report = StoreReport(present: true)
        func judge(_ subject: String, _ digest: Digest) throws {
            let stored = try blob(digest).map { try StoredDigests(for: digest, read: $0) }
            report.judge(subject, stored, expected: digest)
        }
        if let config = truth.configDigest { try judge("config", config) }
        for (position, digest) in truth.layerDigests.enumerated() { try judge("layer \(position + 1)", digest) }
        return report
    }

    /// Judges the manifest that a store keeps beside an image, as it was received; `read` is nil if it keeps none.
    package static func judge(
        manifest read: ((Int) throws -> [UInt8])?, against truth: ImageTruth, in report: inout StoreReport
    ) throws {
        let stored = try read.map { try StoredDigests(ofManifest: truth, read: $0) }
        report.judge("manifest", stored, expected: truth.manifestDigest)
    }
}
