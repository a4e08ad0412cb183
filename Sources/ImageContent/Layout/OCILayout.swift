/// An image in an OCI layout (image-layout.md).
struct OCILayout {
    static let entryPoint = "index.json"
    private static let marker = "oci-layout"
    /// The most indexes from the entry point to a manifest.
    private static let mostIndexes = 8

    private var reader: LayoutReader
    /// What has been looked at on the way to the manifest.
    private var visited: Set<Digest> = []

    private struct Step {
        let descriptor: LayoutDescriptor
        /// Nil if it is missing.
        let bytes: [UInt8]?
    }

    private init(_ reader: LayoutReader) { self.reader = reader }

    /// Reads the image of a tag.
    static func image(_ tag: String?, of reader: LayoutReader) throws(ImageContentError) -> LayoutImage {
        var layout = OCILayout(reader)
        return try layout.image(tag)
    }

    private mutating func image(_ tag: String?) throws(ImageContentError) -> LayoutImage {
        try checkMarker()
        let listed = try entries()
        let target = try chosen(tag, among: listed)
        var steps = try way(from: target, depth: 0, "which \(Self.entryPoint) names")
        if steps == nil { steps = try noPlatform(target) }
        let way = steps ?? []
        let indexes = way.filter { $0.descriptor.isIndex }
        var image = LayoutImage(indexes: indexes.map { Self.document($0) })
        if let first = indexes.first, first.bytes == nil { image.missing.insert(.index) }
        if let step = way.last, !step.descriptor.isIndex { try readManifest(step, into: &image) }
        let own = try collect(from: target, into: &image)
        try collectReferrers(to: own, among: listed, into: &image)
        image.files = reader.known
        return image
    }

    private mutating func checkMarker() throws(ImageContentError) {
        guard let bytes = try reader.document(Self.marker) else {
            return try reader.object(Self.marker, "is missing, which every OCI layout has")
        }
        let version = try reader.value(bytes, Self.marker, "which says the version of a layout")?["imageLayoutVersion"]
        // image-layout.md: "The imageLayoutVersion value will align with the OCI Image Specification version at the time
        // changes to the layout are made"; there has been one.
        if version?.text != "1.0.0" { try reader.object(Self.marker, "names no 'imageLayoutVersion' of 1.0.0") }
    }

    private mutating func entries() throws(ImageContentError) -> [LayoutDescriptor] {
        let name = Self.entryPoint
        guard let bytes = try reader.document(name),
            let value = try? ImageDocument.decode(JSONValue.self, from: bytes, named: name),
            let items = value["manifests"]?.items
        else { throw reader.error(name, "is no index with 'manifests'; copy the image again") }
        let entries = items.compactMap { LayoutDescriptor($0) }
        if entries.count < items.count { try reader.object(name, "names an image without a digest and a size") }
        guard !entries.isEmpty else { throw reader.error(name, "names no image; copy one into the layout") }
        return entries
    }

    private func chosen(
        _ tag: String?, among entries: [LayoutDescriptor]
    ) throws(ImageContentError) -> LayoutDescriptor {
        func list() -> String {
            entries.prefix(20).map { $0.names.first ?? "\($0.digest)" }.joined(separator: ", ")
        }
        guard let tag else {
            if entries.count == 1 { return entries[0] }
            throw reader.error(
                Self.entryPoint, "names \(entries.count) images; expected 'tag' to name one of \(list())")
        }
        guard
            let entry = entries.first(where: { entry in
                entry.digest.description == tag || entry.names.contains { $0 == tag || $0.hasSuffix(":" + tag) }
            })
        else { throw reader.error(Self.entryPoint, "names no image '\(tag)'; expected one of \(list())") }
        return entry
    }

    /// The documents from one down to the manifest for this machine; nil if it leads to none.
    private mutating func way(
        from descriptor: LayoutDescriptor, depth: Int, _ what: String
    ) throws(ImageContentError) -> [Step]? {
        guard depth <= Self.mostIndexes, visited.insert(descriptor.digest).inserted else { return nil }
        let step = Step(descriptor: descriptor, bytes: try reader.document(descriptor, what))
        let name = descriptor.digest.layoutName
        guard descriptor.isIndex else {
            if !descriptor.isManifest {
                try reader.object(name, "is '\(descriptor.mediaType)' and no image, \(what)")
            }
            return [step]
        }
        guard let bytes = step.bytes, let value = try reader.value(bytes, name, what) else { return [step] }
        try checkType(value, descriptor, what)
        guard let items = value["manifests"]?.items else {
            try reader.object(name, "is an index without 'manifests', \(what)")
            return [step]
        }
        let children = items.compactMap { LayoutDescriptor($0) }
        if children.count < items.count { try reader.object(name, "names a manifest without a digest and a size") }
        for child in children.filter(Self.isForHere) + children.filter({ $0.platform == nil && !$0.isAttestation }) {
            if let rest = try way(from: child, depth: depth + 1, "which '\(reader.files.place(name))' names") {
                return [step] + rest
            }
        }
        return nil
    }

    private static func isForHere(_ descriptor: LayoutDescriptor) -> Bool {
        let host = Platform.host
        return descriptor.platform.map { $0.os == host.os && $0.architecture == host.architecture } ?? false
    }

    /// The index alone, where nothing in it is for this machine.
    private mutating func noPlatform(_ target: LayoutDescriptor) throws(ImageContentError) -> [Step] {
        let host = Platform.host
        let name = target.digest.layoutName
        visited = []
        let bytes = try reader.document(target, "which \(Self.entryPoint) names")
        let value = bytes.flatMap { try? ImageDocument.decode(JSONValue.self, from: $0, named: name) }
        let platforms = (value?["manifests"]?.items ?? []).compactMap { LayoutDescriptor($0)?.platformText }
        try reader.object(
            name,
            "has no image for \(host.os)/\(host.architecture), but for "
                + (platforms.isEmpty ? "nothing" : platforms.prefix(20).joined(separator: ", ")))
        return [Step(descriptor: target, bytes: bytes)]
    }

    private func checkType(
        _ value: JSONValue, _ descriptor: LayoutDescriptor, _ what: String
    ) throws(ImageContentError) {
        guard let own = value["mediaType"]?.text, own != descriptor.mediaType else { return }
        try reader.object(
            descriptor.digest.layoutName, "is '\(own)' and is said to be '\(descriptor.mediaType)', \(what)"
        )
    }

    private static func document(_ step: Step) -> ImageDocuments.Document {
        ImageDocuments.Document(
            bytes: step.bytes ?? [], mediaType: step.descriptor.mediaType, statedDigest: step.descriptor.digest)
    }

    private mutating func readManifest(_ step: Step, into image: inout LayoutImage) throws(ImageContentError) {
        image.manifest = Self.document(step)
        guard let bytes = step.bytes else { return }
        image.missing.remove(.manifest)
        let name = step.descriptor.digest.layoutName
        let what = "which '\(reader.files.place(name))' names"
        guard let value = try reader.value(bytes, name, "and should be a manifest") else { return }
        try checkType(value, step.descriptor, "and should be a manifest")
        guard let config = value["config"].flatMap({ LayoutDescriptor($0) }), let items = value["layers"]?.items else {
            return try reader.object(name, "has no 'config' and 'layers' and is no manifest of an image")
        }
        let layers = items.compactMap { LayoutDescriptor($0) }
        if layers.count < items.count { try reader.object(name, "names a layer without a digest and a size") }
        guard layers.count <= ImageRecipe.layerCounts.upperBound else {
            throw reader.error(
                name, "has \(layers.count) layers; expected at most \(ImageRecipe.layerCounts.upperBound)")
        }
        let diffIDs = try readConfiguration(config, what, layers: layers.count, into: &image)
        for (position, layer) in layers.enumerated() {
            let diffID = diffIDs.map { $0[position] }
            try readLayer(layer, number: position + 1, diffID: diffID, what, into: &image)
        }
    }

    /// Reads the configuration and returns the DiffIDs, as many as there are layers; nil if it has none and may be so.
    private mutating func readConfiguration(
        _ descriptor: LayoutDescriptor, _ what: String, layers: Int, into image: inout LayoutImage
    ) throws(ImageContentError) -> [Digest]? {
        let bytes = try reader.document(descriptor, "the configuration \(what)")
        image.configuration = Self.document(Step(descriptor: descriptor, bytes: bytes))
        guard let bytes else { return nil }
        image.missing.remove(.config)
        let name = descriptor.digest.layoutName
        guard [MediaType.ociConfig, MediaType.dockerConfig].contains(descriptor.mediaType) else {
            try reader.object(name, "is '\(descriptor.mediaType)' and no configuration of an image")
            return nil
        }
        guard let value = try reader.value(bytes, name, "and should be a configuration") else { return nil }
        return try LayoutReader.diffIDs(of: value, layers: layers) { (problem) throws(ImageContentError) in
            try reader.object(name, problem)
        }
    }

    private mutating func readLayer(
        _ descriptor: LayoutDescriptor, number: Int, diffID: Digest?, _ what: String, into image: inout LayoutImage
    ) throws(ImageContentError) {
        let blob = try reader.blob(descriptor, "layer \(number), \(what)")
        var archiveSize = descriptor.size
        if let blob {
            archiveSize = try reader.archiveSize(
                of: blob, descriptor.digest.layoutName, number: number, diffID: diffID)
        } else {
            image.missing.insert(.layer(number))
        }
        image.layers.append(
            DraftLayer(
                blob: blob ?? Blob(bytes: [], statedDigest: descriptor.digest), diffID: diffID ?? descriptor.digest,
                archiveSize: archiveSize, mediaType: descriptor.mediaType,
                annotations: descriptor.annotations.isEmpty ? nil : descriptor.annotations))
    }

    /// Everything else that can be reached from what the tag names: other platforms, attestations, artifacts.
    ///
    /// What is not there is answered with 404, as a registry does that has got a part of an index
    /// (image-layout.md: "The blobs directory MAY be missing referenced blobs").
    ///
    /// - Returns: the digests of all that was looked at.
    @discardableResult private mutating func collect(
        from target: LayoutDescriptor, into image: inout LayoutImage
    ) throws(ImageContentError) -> Set<Digest> {
        let own = Set((image.indexes + [image.manifest, image.configuration]).compactMap(\.statedDigest))
        let layers = Set(image.layers.map(\.digest))
        var seen: Set<Digest> = []
        var rest = [target]
        while let descriptor = rest.popLast() {
            guard seen.insert(descriptor.digest).inserted, !layers.contains(descriptor.digest),
                try reader.has(descriptor)
            else { continue }
            let what = "beside the image"
            guard descriptor.isIndex || descriptor.isManifest else {
                if !own.contains(descriptor.digest), let blob = try reader.blob(descriptor, what) {
                    image.otherBlobs.append(blob)
                }
                continue
            }
            guard let bytes = try reader.document(descriptor, what) else { continue }
            if !own.contains(descriptor.digest) {
                image.others.append(
                    ServedManifest(mediaType: descriptor.mediaType, digest: descriptor.digest, bytes: bytes))
            }
            guard let value = try? ImageDocument.decode(JSONValue.self, from: bytes, named: "document") else {
                continue
            }
            let named =
                (value["manifests"]?.items ?? []) + [value["config"]].compactMap(\.self)
                + (value["layers"]?.items ?? [])
            rest += named.compactMap { LayoutDescriptor($0) }
        }
        return seen
    }

    /// What the layout has about the image, such as signatures (manifest.md, "subject").
    private mutating func collectReferrers(
        to digests: Set<Digest>, among entries: [LayoutDescriptor], into image: inout LayoutImage
    ) throws(ImageContentError) {
        for entry in entries where entry.isManifest && !digests.contains(entry.digest) {
            guard try reader.has(entry), let bytes = try reader.document(entry, "beside the image"),
                let subject = ServedManifest(mediaType: entry.mediaType, digest: entry.digest, bytes: bytes).subject,
                digests.contains(subject)
            else { continue }
            try collect(from: entry, into: &image)
        }
    }
}
