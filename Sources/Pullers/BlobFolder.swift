import ImageContent

/// A folder with blobs in `blobs/ALGORITHM`, read from outside: an OCI image layout, or the content store of containerd.
struct BlobFolder {
    let files: StoredFiles
    /// The path in the node.
    let path: String

    /// The content store below containerd's root folder (containerd, docs/content-flow.md).
    static func contentStore(ofRoot root: String, in files: StoredFiles) -> BlobFolder {
        BlobFolder(files: files, path: root + "/io.containerd.content.v1.content")
    }

    /// Hashes the blobs of the image.
    ///
    /// - Parameter converted: the manifest that containerd made of one of schema 1, which it does not keep.
    func report(against truth: ImageTruth, converted: Digest? = nil) throws -> StoreReport {
        try StoreVerification.verify(
            directoryNames: {
                let folders = Digest.Algorithm.allCases.map { "blobs/\($0.rawValue)" }
                return try files.names(in: path)
                    + folders.flatMap { folder in try files.names(in: "\(path)/\(folder)").map { "\(folder)/\($0)" } }
            },
            open: { name in try files.reader("\(path)/\(name)") },
            converted: converted,
            against: truth
        )
    }
}
