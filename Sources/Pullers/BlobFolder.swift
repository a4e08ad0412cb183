import ImageContent

/// A folder with blobs in `blobs/sha256`, read from outside: an OCI image layout, or the content store of containerd.
struct BlobFolder {
    /// Seen from the host.
    let path: String

    /// The content store below containerd's root folder (containerd, docs/content-flow.md).
    static func contentStore(ofRoot root: String) -> BlobFolder {
        BlobFolder(path: root + "/io.containerd.content.v1.content")
    }

    /// Hashes the blobs of the image.
    func report(against truth: ImageTruth) throws -> StoreReport {
        try StoreVerification.verify(
            directoryNames: {
                StoredFile.names(in: path) + StoredFile.names(in: path + "/blobs/sha256").map { "blobs/sha256/" + $0 }
            },
            open: { name in try StoredFile.reader(path + "/" + name) },
            against: truth
        )
    }
}
