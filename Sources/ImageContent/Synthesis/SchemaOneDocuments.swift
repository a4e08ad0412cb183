/// The document of a synthetic image in schema 1.
struct SchemaOneDocuments {
    private let recipe: ImageRecipe
    private let layers: [DraftLayer]

    init(_ recipe: ImageRecipe, _ layers: [DraftLayer]) {
        self.recipe = recipe
        self.layers = layers
    }

    var documents: ImageDocuments {
        let payload = ImageDocument.encode(manifest, isPretty: true)
        guard let signed = SignedManifest(signing: payload) else {
            preconditionFailure("a manifest is a JSON object with members")
        }
        return ImageDocuments(
            configuration: nil,
            manifest: .init(bytes: signed.bytes, mediaType: MediaType.dockerSchema1, statedDigest: signed.digest),
            indexes: [], otherBlobs: [EmptyLayer.blob], algorithm: .sha256)
    }

    private var manifest: SchemaOneManifest {
        let steps = steps
        return SchemaOneManifest(
            name: recipe.repository, tag: recipe.tag, architecture: Platform.host.architecture,
            fsLayers: blobs.map { .init(blobSum: $0) }.reversed(),
            history: steps.map { step in
                .init(v1Compatibility: String(decoding: ImageDocument.encode(step), as: UTF8.self))
            }.reversed())
    }

    /// Those of the layers, lowest first, and that of the step that says what to run.
    private var blobs: [Digest] { layers.map(\.digest) + [EmptyLayer.blob.digest] }

    private var steps: [SchemaOneManifest.Step] {
        var steps: [SchemaOneManifest.Step] = []
        for (position, blob) in blobs.enumerated() {
            let parent = steps.last?.id
            steps.append(
                .init(
                    id: Digest.sha256(of: Array("\(parent ?? "") \(blob)".utf8)).hex, parent: parent,
                    created: TarHeader.fixedTimeText,
                    containerConfig: .init(command: ["chaospull layer \(position + 1)"])))
        }
        // A Dockerfile ends with what to run more often than not, and so does an image of its time.
        guard let last = steps.indices.last else { return steps }
        steps[last].containerConfig.command = ["/bin/sh", "-c", "#(nop) CMD [\"/chaospull\"]"]
        steps[last].config = .init(command: ["/chaospull"], environment: ["PATH=/"])
        steps[last].architecture = Platform.host.architecture
        steps[last].os = Platform.host.os
        steps[last].throwaway = true
        return steps
    }
}
