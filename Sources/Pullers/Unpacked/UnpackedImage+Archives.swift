import ImageContent

extension UnpackedImage {
    /// The layers of an OCI image layout or a content store, as they were served.
    init(blobsIn folder: String, truth: ImageTruth) {
        self.init(truth.layerDigests.map { .archive("\(folder)/\($0.layoutName)") })
    }

    /// The layers of an archive of `docker save`.
    init(dockerArchive path: String, in files: StoredFiles, truth: ImageTruth) throws {
        let names = try files.withReader(path) { read in try DockerArchiveLayers.names(in: read, of: truth) }
        self.init(names.map { .member($0, of: path) })
    }
}
