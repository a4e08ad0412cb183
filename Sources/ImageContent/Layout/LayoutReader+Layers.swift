extension LayoutReader {
    /// The DiffIDs that a configuration states, as many as there are layers; nil if it states something else.
    static func diffIDs(
        of configuration: JSONValue, layers: Int, _ object: (String) throws(ImageContentError) -> Void
    ) throws(ImageContentError) -> [Digest]? {
        guard let items = configuration["rootfs"]?["diff_ids"]?.items else {
            // An image without layers may say nothing of them.
            if layers == 0 { return [] }
            try object("has no 'rootfs' with 'diff_ids' and is no configuration of an image")
            return nil
        }
        let diffIDs = items.compactMap { $0.text.flatMap { Digest($0) } }
        guard diffIDs.count == items.count else {
            try object("has 'diff_ids' that are no digests")
            return nil
        }
        guard diffIDs.count == layers else {
            try object("has \(diffIDs.count) 'diff_ids', and the manifest names \(layers) layers")
            return nil
        }
        return diffIDs
    }

    /// The size of a layer once it is unpacked; its own where nobody looks, or where it is not what the DiffID names and
    /// may be so.
    func archiveSize(
        of layer: Blob, _ name: String, number: Int, diffID: Digest?
    ) throws(ImageContentError) -> Int {
        // Of an algorithm that is not computed here nothing is known.
        guard !isAsIs, let diffID, let algorithm = diffID.algorithm else { return layer.size }
        let what = "is layer \(number), which should unpack to \(diffID)"
        let unpacked: UnpackedLayer
        do {
            unpacked = try UnpackedLayer(layer, by: algorithm)
        } catch {
            try object(name, "\(what): \(error.message)")
            return layer.size
        }
        if unpacked.digest != diffID { try object(name, "\(what), and unpacks to \(unpacked.digest)") }
        return unpacked.size
    }
}
