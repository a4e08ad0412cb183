/// A layer in memory, compressed by zlib or libzstd: for all that a layer computed at any offset cannot be.
enum MadeLayer {
    /// The sizes of its file in bytes.
    static let sizes = 1...256 << 20

    /// How much of its file repeats, so that there is something to compress.
    private static let repeatingShare = 2

    /// Makes the layer of a seed and an ordinal; nil if the library refuses to compress.
    static func layer(recipe: ImageRecipe, seed: UInt64, ordinal: Int) -> DraftLayer? {
        let isEmpty = recipe.shapes.contains(.emptyLayer) && ordinal == ImageRecipe.emptyLayer
        var archive = TarWriter()
        if !isEmpty {
            archive.add(TarRecord(name: "content/", type: "5", mode: 0o755))
            archive.add(
                TarRecord(name: "content/layer-\(ordinal).bin"),
                content: content(seed: seed, ordinal: ordinal, size: recipe.layerSize(ordinal)))
            if !recipe.features.isEmpty { archive.add(TarRecord(name: "features/", type: "5", mode: 0o755)) }
            for feature in recipe.features { feature.write(to: &archive, layer: ordinal) }
        }
        return layer(of: archive, recipe: recipe, ordinal: ordinal)
    }

    /// Compresses an archive as the recipe says for the layer.
    static func layer(of archive: TarWriter, recipe: ImageRecipe, ordinal: Int) -> DraftLayer? {
        let compression = recipe.compression(ordinal)
        let (archive, annotations) =
            compression == .estargz ? EStargz.withContents(archive) : (archive.finished(), nil)
        guard let bytes = compression.compressed(archive) else { return nil }
        let isForeign = recipe.shapes.contains(.foreignLayer) && ordinal == ImageRecipe.foreignLayer
        let blob = Blob(bytes: bytes, by: recipe.digest)
        return DraftLayer(
            blob: blob, diffID: .sha256(of: archive), archiveSize: archive.count,
            mediaType: isForeign ? recipe.foreignType : recipe.layerType(ordinal), annotations: annotations,
            urls: isForeign ? [ImageRecipe.foreignURL(of: blob.digest)] : nil)
    }

    private static func content(seed: UInt64, ordinal: Int, size: Int) -> [UInt8] {
        let pattern = ContentPattern(seed: seed, ordinal: ordinal)
        let text = Array("Layer \(ordinal) of seed \(seed). ".utf8)
        let repeating = size / repeatingShare
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let bytes = UnsafeMutableRawBufferPointer(buffer.extracting(..<size))
            pattern.copy(from: 0, into: UnsafeMutableRawBufferPointer(rebasing: bytes[repeating...]))
            for offset in 0..<repeating { bytes[offset] = text[offset % text.count] }
            count = size
        }
    }
}

extension ImageRecipe.Compression {
    /// The bytes compressed in this way, in memory; nil if the library refuses.
    func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        switch self {
        case .none: return bytes
        case .zstd: return Zstandard.compressed(bytes)
        case .gzipMembers:
            // RFC 1952 2.2: a file is a series of members, which decompress to the content one after the other.
            let middle = bytes.count / 2
            guard let first = Gzip.compressed(Array(bytes[..<middle])),
                let second = Gzip.compressed(Array(bytes[middle...]))
            else { return nil }
            return first + second
        case .gzipTrailing:
            // gzip(1), "CAVEATS": tapes fill up with zeros, which follow the end of the compressed data.
            return Gzip.compressed(bytes).map { $0 + [UInt8](repeating: 0, count: 512) }
        case .estargz: return EStargz.compressed(bytes)
        case .stored, .gzip, .zstdChunked: return Gzip.compressed(bytes)
        }
    }
}
