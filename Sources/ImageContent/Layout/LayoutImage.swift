/// An image of the user's own, read and checked; its layers stay on disk.
package struct LayoutImage: Sendable {
    /// Lowest first.
    var layers: [DraftLayer] = []
    /// What the tag names first.
    var indexes: [ImageDocuments.Document]
    var manifest = Self.unknown(MediaType.ociManifest)
    var configuration = Self.unknown(MediaType.ociConfig)
    /// What is not there, and is answered with 404.
    var missing: Set<ImagePart> = [.manifest, .config]
    var others: [ServedManifest] = []
    var otherBlobs: [Blob] = []
    /// The files that are served from.
    var files: Set<KnownFile> = []

    init(indexes: [ImageDocuments.Document]) { self.indexes = indexes }

    /// Reads all documents, and all layers once for their digests, which takes a few seconds for 4 GiB.
    ///
    /// - Throws: an error that names the file, what is wrong with it and the way out.
    package init(_ source: LayoutSource) throws(ImageContentError) {
        let reader = try LayoutReader(source)
        if try reader.files.region(OCILayout.entryPoint) != nil {
            self = try OCILayout.image(source.tag, of: reader)
        } else if try reader.files.region(DockerSave.entryPoint) != nil {
            self = try DockerSave.image(source.tag, of: reader)
        } else {
            throw reader.error(
                OCILayout.entryPoint,
                "is not there, nor is '\(DockerSave.entryPoint)': this is neither an OCI layout nor an archive of "
                    + "'docker save'; make one with 'skopeo copy docker://IMAGE oci:FOLDER:TAG'")
        }
    }

    /// What a document is like that is not known, since what names it is missing or broken.
    private static func unknown(_ mediaType: String) -> ImageDocuments.Document {
        ImageDocuments.Document(bytes: [], mediaType: mediaType, statedDigest: .sha256(of: []))
    }

    /// The recipe, which says of layers and documents what the image has.
    package func completing(_ recipe: ImageRecipe) -> ImageRecipe {
        var recipe = recipe
        recipe.layers = layers.count
        recipe.isIndexed = !indexes.isEmpty
        recipe.format = manifest.mediaType == MediaType.dockerManifest ? .docker : .oci
        return recipe
    }

    /// The image before it is served, under the name of a recipe.
    package func draft(as recipe: ImageRecipe) -> ImageDraft {
        var draft = ImageDraft(
            recipe: recipe, layers: layers,
            documents: ImageDocuments(
                configuration: configuration, manifest: manifest, indexes: indexes, others: others,
                otherBlobs: otherBlobs, algorithm: .sha256))
        for part in missing { draft.remove(part) }
        return draft
    }

    /// Which file is another one than was read, or was written to; nil if all are as they were.
    ///
    /// What was served then may be neither.
    package var change: String? {
        files.filter { !$0.isUnchanged }.map(\.path).min().map {
            "'\($0)' has changed since the image was read; leave the image as it is while it is served"
        }
    }
}
