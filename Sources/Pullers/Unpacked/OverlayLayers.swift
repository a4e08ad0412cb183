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
    }

    private struct Layer: Decodable {
        let id: String
        let parent: String?
    }

    /// The most bytes that a list can have.
    private static let listLimit = 8 << 20

    func unpacked(in files: StoredFiles, truth: ImageTruth) throws -> UnpackedImage {
        let images = try list([Image].self, "overlay-images/images.json", files)
        let layers = try list([Layer].self, "overlay-layers/layers.json", files)
        let parents = Dictionary(layers.map { ($0.id, $0.parent) }) { $1 }
        guard let image = images.first(where: { $0.id == truth.configDigest.hex }) else {
            throw TreeUnread("images.json does not name image \(truth.configDigest.hex)")
        }
        var folders: [UnpackedImage.Layer] = []
        var next = image.layer
        while let id = next, !id.isEmpty {
            // An image has no more layers than there are, unless they are their own parents.
            guard let parent = parents[id], folders.count < layers.count else {
                throw TreeUnread("layers.json does not lead from the image to its lowest layer")
            }
            folders.append(.folder("\(root)/overlay/\(id)/diff"))
            next = parent
        }
        return UnpackedImage(folders.reversed())
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
