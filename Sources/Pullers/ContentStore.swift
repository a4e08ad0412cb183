import ImageContent

/// The content store of a containerd, read from its folder and not by asking containerd.
struct ContentStore {
    /// containerd's root folder, seen from the host.
    let root: String

    /// Hashes the blobs of the image (containerd, docs/content-flow.md: `blobs/sha256/<hex>` below the plugin's folder).
    func report(against truth: ImageTruth) throws -> StoreReport {
        let folder = root + "/io.containerd.content.v1.content"
        return try StoreVerification.verify(
            directoryNames: { StoredFile.names(in: folder + "/blobs/sha256").map { "blobs/sha256/" + $0 } },
            open: { name in try StoredFile.reader(folder + "/" + name) },
            against: truth
        )
    }
}
