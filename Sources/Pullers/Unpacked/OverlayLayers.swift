import ImageContent

/// The layers that containers/storage keeps with its driver overlay.
///
/// containers/storage, images.go and layers.go: `overlay-images/images.json` names the image's highest layer,
/// `overlay-layers/layers.json` the parent of each, and `overlay/<id>/diff` is the layer.
struct OverlayLayers {
    let root: String

    private struct Image: Decodable {
        let id: String
        let layer: String?
        let names: [String]?
    }

    private struct Layer: Decodable {
        let id: String
        let parent: String?
        /// Of a layer that was pulled in parts, the digest of its table of contents.
        let contents: String?

        private enum CodingKeys: String, CodingKey {
            case id, parent
            case contents = "toc-digest"
        }
    }

    /// A system call trace of podman 5.4.2 shows it (utimensat of the folder, then openat of files in it).
    private static let earlyFolderTimes = TreeRules.Exception(
        "times of folders: in layers that are pulled in parts, containers/storage sets them before it makes the "
            + "files in them")

    /// The most bytes that a list can have.
    private static let listLimit = 8 << 20

    /// The number of an image: the digest of its configuration; nil if there is none that was pulled by this reference.
    ///
    /// That of an image of schema 1 is known to containers/image alone, which makes one from the manifest
    /// (manifest/docker_schema1.go, `ImageID`).
    func image(of truth: ImageTruth, named reference: String, in files: StoredFiles) throws -> String? {
        if let digest = truth.configDigest { return digest.hex }
        let images = try list([Image].self, "overlay-images/images.json", files)
        return images.first { $0.names?.contains(reference) == true }?.id
    }

    func unpacked(in files: StoredFiles, of reference: String, truth: ImageTruth) throws -> UnpackedImage {
        let images = try list([Image].self, "overlay-images/images.json", files)
        let layers = try list([Layer].self, "overlay-layers/layers.json", files)
        let known = Dictionary(layers.map { ($0.id, $0) }) { $1 }
        let number = try image(of: truth, named: reference, in: files)
        guard let image = images.first(where: { $0.id == number }) else {
            throw TreeUnread("images.json does not name image \(number ?? reference)")
        }
        var folders: [UnpackedImage.Layer] = []
        var rules = TreeRules()
        var next = image.layer
        while let id = next, !id.isEmpty {
            // An image has no more layers than there are, unless they are their own parents.
            guard let layer = known[id], folders.count < layers.count else {
                throw TreeUnread("layers.json does not lead from the image to its lowest layer")
            }
            folders.append(.folder("\(root)/overlay/\(id)/diff"))
            if layer.contents != nil { rules.folderTimes = Self.earlyFolderTimes }
            next = layer.parent
        }
        return UnpackedImage(folders.reversed(), rules: rules)
    }

    private func list<List: Decodable>(_ type: List.Type, _ name: String, _ files: StoredFiles) throws -> List {
        let read = try files.reader("\(root)/\(name)")
        var bytes: [UInt8] = []
        while case let piece = try read(262_144), !piece.isEmpty {
            bytes += piece
            guard bytes.count <= Self.listLimit else {
                throw TreeUnread("\(name) has more than \(Self.listLimit) bytes")
            }
        }
        do {
            return try ImageDocument.decode(type, from: bytes, named: name)
        } catch {
            throw TreeUnread(error.message)
        }
    }
}
