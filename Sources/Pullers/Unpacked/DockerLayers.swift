import ImageContent

/// The layers that Docker's graph driver overlay2 keeps, by the files of its layer store.
///
/// moby, layer/filestore.go: `image/overlay2/layerdb/sha256/<chain>/cache-id` names the folder of the driver, in which
/// `diff` is the layer (daemon/graphdriver/overlay2/overlay.go).
struct DockerLayers {
    let root: String

    func unpacked(in files: StoredFiles, truth: ImageTruth) throws -> UnpackedImage {
        let database = root + "/image/overlay2/layerdb/sha256"
        guard try files.isFolder(database) else { throw TreeUnread("dockerd uses another driver than overlay2") }
        let layers = try truth.chainIDs.map { chain in
            let record = "\(database)/\(chain.hex)/cache-id"
            guard let read = try files.readerIfThere(record) else {
                throw TreeUnread("dockerd has no record of the layer of chain \(chain)")
            }
            let id = String(decoding: try read(256), as: UTF8.self)
            return UnpackedImage.Layer.folder("\(root)/overlay2/\(id)/diff")
        }
        return UnpackedImage(layers)
    }
}
