/// An image in an archive of `docker save` without an OCI layout, as docker wrote it before 25 and podman does.
///
/// Docker image specification 1.2, "Combined Image JSON + Filesystem Changeset Format": `manifest.json`.
struct DockerSave {
    static let entryPoint = "manifest.json"

    /// Reads the image of a tag.
    ///
    /// The archive has no manifest. The one that is made here names the files as they are; docker's own push compresses
    /// layers, so it makes another one.
    static func image(_ tag: String?, of reader: LayoutReader) throws(ImageContentError) -> LayoutImage {
        var reader = reader
        guard let bytes = try reader.document(entryPoint),
            let value = try? ImageDocument.decode(JSONValue.self, from: bytes, named: entryPoint),
            let items = value.items, !items.isEmpty
        else {
            throw reader.error(
                entryPoint,
                "lists no images; expected an archive of 'docker save' or an OCI layout, which skopeo makes of others: "
                    + "skopeo copy dir:FOLDER oci:OTHER:TAG")
        }
        let entry = try chosen(tag, among: items, of: reader)
        guard let configName = entry["Config"]?.text, let names = entry["Layers"]?.items?.map(\.text),
            !names.contains(nil)
        else { throw reader.error(entryPoint, "has an image without 'Config' and 'Layers'; save the image again") }
        guard names.count <= ImageRecipe.layerCounts.upperBound else {
            throw reader.error(
                entryPoint, "names \(names.count) layers; expected at most \(ImageRecipe.layerCounts.upperBound)")
        }
        guard let configuration = try reader.document(configName),
            let configValue = try reader.value(configuration, configName, "and should be a configuration")
        else { throw reader.error(configName, "is no configuration, which \(entryPoint) names; save the image again") }
        let diffIDs = try LayoutReader.diffIDs(of: configValue, layers: names.count) {
            (problem) throws(ImageContentError) in try reader.object(configName, problem)
        }
        var image = LayoutImage(indexes: [])
        for (position, name) in names.compactMap(\.self).enumerated() {
            let diffID = diffIDs.map { $0[position] }
            try add(name, number: position + 1, diffID: diffID, of: &reader, to: &image)
        }
        let config = Descriptor(mediaType: MediaType.dockerConfig, bytes: configuration)
        let manifest = ImageManifest(
            mediaType: MediaType.dockerManifest, config: config, layers: image.layers.map(\.descriptor))
        image.configuration = ImageDocuments.Document(bytes: configuration, mediaType: MediaType.dockerConfig)
        image.manifest = ImageDocuments.Document(
            bytes: ImageDocument.encode(manifest), mediaType: MediaType.dockerManifest)
        image.missing.subtract([.config, .manifest])
        image.files = reader.known
        return image
    }

    private static func chosen(
        _ tag: String?, among items: [JSONValue], of reader: LayoutReader
    ) throws(ImageContentError) -> JSONValue {
        let names = items.map { ($0["RepoTags"]?.items ?? []).compactMap(\.text) }
        let list = names.prefix(20).map { $0.first ?? "one without a tag" }.joined(separator: ", ")
        guard let tag else {
            if items.count == 1 { return items[0] }
            throw reader.error(entryPoint, "names \(items.count) images; expected 'tag' to name one of \(list)")
        }
        guard let place = names.firstIndex(where: { $0.contains { $0 == tag || $0.hasSuffix(":" + tag) } }) else {
            throw reader.error(entryPoint, "names no image '\(tag)'; expected one of \(list)")
        }
        return items[place]
    }

    private static func add(
        _ name: String, number: Int, diffID: Digest?, of reader: inout LayoutReader, to image: inout LayoutImage
    ) throws(ImageContentError) {
        guard let region = try reader.files.region(name) else {
            try reader.object(name, "is missing, layer \(number) of the image")
            image.missing.insert(.layer(number))
            let digest = diffID ?? .sha256(of: [])
            image.layers.append(
                DraftLayer(
                    blob: Blob(bytes: [], statedDigest: digest), diffID: digest, archiveSize: 0,
                    mediaType: MediaType.dockerLayer))
            return
        }
        reader.use(region)
        let blob = Blob(region, statedDigest: .sha256(of: [])).named(by: .sha256)
        let archiveSize = try reader.archiveSize(of: blob, name, number: number, diffID: diffID)
        let isGzip = Packing(of: blob.read(at: 0, count: Packing.signatureSize)) == .gzip
        image.layers.append(
            DraftLayer(
                blob: blob, diffID: diffID ?? blob.digest, archiveSize: archiveSize,
                mediaType: isGzip ? MediaType.dockerLayerGzip : MediaType.dockerLayer))
    }
}
