/// The blob that stands in a manifest of schema 1 for each step that made no layer: an archive without entries.
enum EmptyLayer {
    /// The bytes that Docker has always pushed for it (distribution, manifest/schema1/config_builder.go,
    /// `gzippedEmptyTar`), whose digest pullers know.
    static let blob = Blob(bytes: [
        31, 139, 8, 0, 0, 9, 110, 136, 0, 255, 98, 24, 5, 163, 96, 20, 140, 88, 0, 8, 0, 0, 255, 255, 46, 175, 181, 239,
        0, 4, 0, 0,
    ])

    /// Whether an item of `fsLayers` is about it.
    static func isNamed(by item: JSONValue) -> Bool { item["blobSum"]?.text == blob.digest.description }
}
