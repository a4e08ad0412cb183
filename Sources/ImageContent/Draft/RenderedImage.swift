/// An image with all edits made.
struct RenderedImage: Sendable {
    /// A document under the digest that names it.
    struct Document: Sendable {
        let bytes: [UInt8]
        let digest: Digest
        let mediaType: String
    }

    let layers: [Blob]
    /// None with a manifest of schema 1.
    let configuration: Document?
    let manifest: Document
    /// What the tag names first; none without an index.
    let indexes: [Document]
    /// What the documents above call parts whose descriptors were edited.
    let names: [ImagePart: String]
}

extension ImageDraft {
    /// Makes all edits, from the layers up.
    func rendered() -> RenderedImage {
        let algorithm = documents.algorithm
        let served = layers.enumerated().map { position, layer in
            edited(layer.blob, .layer(position + 1), by: layer.digest.algorithm ?? algorithm)
        }
        let configuration = documents.configuration.map { edited(bytesWithDiffIDs(of: $0), of: $0, .config) }
        var names: [ImagePart: String] = [:]
        let manifest = edited(
            linked(documents.manifest.bytes) { manifest in
                if isSigned { return linkBlobs(of: &manifest, to: served) }
                if let document = documents.configuration, let configuration {
                    self.link(&manifest["config"], to: configuration, .config, was: digest(of: document), &names)
                }
                var items = manifest["layers"]?.items ?? []
                for (position, layer) in layers.enumerated() where position < items.count {
                    let isMoved = replacedLayers.contains(position + 1)
                    if isMoved { items[position] = layer.value }
                    self.link(
                        &items[position], to: served[position], .layer(position + 1),
                        isChanged: served[position].digest != layer.digest, &names)
                }
                manifest["layers"]?.items = items
            }, of: documents.manifest, .manifest)
        var child = (blob: manifest, before: digest(of: documents.manifest))
        var indexes: [RenderedImage.Document] = []
        for (depth, index) in documents.indexes.enumerated().reversed() {
            let isLowest = depth == documents.indexes.count - 1
            let old = child.before
            let bytes = linked(index.bytes) { [child] index in
                var items = index["manifests"]?.items ?? []
                for place in items.indices where items[place]["digest"]?.text == old.description {
                    self.link(
                        &items[place], to: child.blob, isLowest ? .manifest : nil, isChanged: child.blob.digest != old,
                        &names)
                }
                index["manifests"]?.items = items
            }
            let blob = edited(bytes, of: index, depth == 0 ? .index : nil)
            indexes.insert(document(blob, index.mediaType, depth == 0 ? .index : nil), at: 0)
            child = (blob, digest(of: index))
        }
        return RenderedImage(
            layers: served,
            configuration: documents.configuration.flatMap { before in
                configuration.map { document($0, before.mediaType, .config) }
            },
            manifest: document(manifest, documents.manifest.mediaType, .manifest), indexes: indexes, names: names)
    }

    /// Whether the manifest is one of schema 1.
    private var isSigned: Bool { documents.manifest.mediaType == MediaType.dockerSchema1 }

    /// Names the layers in a manifest of schema 1, which has the highest first.
    private func linkBlobs(of manifest: inout JSONValue, to served: [Blob]) {
        var items = manifest["fsLayers"]?.items ?? []
        for (position, blob) in served.enumerated() where position < items.count {
            items[items.count - 1 - position]["blobSum"] = .string(blob.digest.description)
        }
        manifest["fsLayers"]?.items = items
    }

    /// The configuration with the DiffIDs of layers that were replaced.
    private func bytesWithDiffIDs(of document: ImageDocuments.Document) -> [UInt8] {
        guard !replacedLayers.isEmpty else { return document.bytes }
        return linked(document.bytes) { configuration in
            var items = configuration["rootfs"]?["diff_ids"]?.items ?? []
            for number in replacedLayers where number <= items.count {
                items[number - 1] = .string(layers[number - 1].diffID.description)
            }
            configuration["rootfs"]?["diff_ids"]?.items = items
        }
    }

    private func document(_ blob: Blob, _ type: String, _ part: ImagePart?) -> RenderedImage.Document {
        RenderedImage.Document(
            bytes: blob.read(at: 0, count: blob.size), digest: blob.digest,
            mediaType: part.flatMap { servedTypes[$0] } ?? type)
    }

    /// The digest that a document is named by before all edits.
    private func digest(of document: ImageDocuments.Document) -> Digest {
        document.statedDigest ?? .of(document.bytes, by: documents.algorithm)
    }

    /// Bytes in the place of a document, with the edits of its part; as they were they keep the digest that was stated.
    private func edited(_ bytes: [UInt8], of document: ImageDocuments.Document, _ part: ImagePart?) -> Blob {
        let digest = digest(of: document)
        let algorithm = digest.algorithm ?? documents.algorithm
        let blob =
            bytes == document.bytes
            ? Blob(bytes: bytes, statedDigest: digest) : named(Blob(bytes: bytes, by: algorithm), part, by: algorithm)
        return part.map { edited(blob, $0, by: algorithm) } ?? blob
    }

    private func edited(_ blob: Blob, _ part: ImagePart, by algorithm: Digest.Algorithm) -> Blob {
        guard let edits = edits[part] else { return blob }
        let changed = edits.reduce(blob) { blob, edit in
            switch edit {
            case .content(let change): change(blob)
            case .document(let change):
                Blob(bytes: linked(blob.read(at: 0, count: blob.size), change), by: algorithm)
            }
        }
        return named(changed, part, by: algorithm)
    }

    /// Under the digest of its bytes; a manifest of schema 1 has that of its payload.
    private func named(_ blob: Blob, _ part: ImagePart?, by algorithm: Digest.Algorithm) -> Blob {
        guard isSigned, part == .manifest, let signed = SignedManifest(blob.read(at: 0, count: blob.size)) else {
            return blob.named(by: algorithm)
        }
        return Blob(bytes: signed.bytes, statedDigest: signed.digest)
    }

    /// A document with a change, signed anew if it was signed; the same bytes if it stays as it is or is no JSON.
    private func linked(_ bytes: [UInt8], _ change: (inout JSONValue) -> Void) -> [UInt8] {
        let signed = isSigned ? SignedManifest(bytes) : nil
        let text = signed?.payload ?? bytes
        guard let value = try? ImageDocument.decode(JSONValue.self, from: text, named: "document") else {
            return bytes
        }
        var changed = value
        change(&changed)
        if changed == value { return bytes }
        let encoded = ImageDocument.encode(changed, isPretty: signed != nil)
        return signed == nil ? encoded : SignedManifest(signing: encoded)?.bytes ?? encoded
    }

    private func link(
        _ descriptor: inout JSONValue?, to blob: Blob, _ part: ImagePart, was digest: Digest,
        _ names: inout [ImagePart: String]
    ) {
        guard var value = descriptor else { return }
        link(&value, to: blob, part, isChanged: blob.digest != digest, &names)
        descriptor = value
    }

    private func link(
        _ descriptor: inout JSONValue, to blob: Blob, _ part: ImagePart?, isChanged: Bool,
        _ names: inout [ImagePart: String]
    ) {
        if isChanged {
            descriptor["digest"] = .string(blob.digest.description)
            descriptor["size"] = .integer(blob.size)
        }
        guard let part, let edits = descriptorEdits[part] else { return }
        for edit in edits { edit(&descriptor, blob) }
        names[part] = descriptor["digest"]?.text
    }
}

extension DraftLayer {
    /// Its descriptor as a value.
    fileprivate var value: JSONValue {
        let bytes = ImageDocument.encode(descriptor)
        return (try? ImageDocument.decode(JSONValue.self, from: bytes, named: "descriptor")) ?? .object([:])
    }
}
