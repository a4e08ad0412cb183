import ImageContent
import Synchronization

/// The trees of the layers that are served, read when they are first needed.
package final class ServedTrees: Sendable {
    /// What an image may have at most to be looked at, packed: reading more would slow the runs beside it.
    static let mostPackedBytes = 256 << 20

    private let known = Mutex<[Digest: Result<[LayerTree], TreeUnread>]>([:])

    /// The trees of an image, lowest first; a `TreeUnread` says why there are none to compare with.
    func trees(of image: ServedImage) throws(TreeUnread) -> [LayerTree] {
        let found = known.withLock { $0[image.truth.manifestDigest] }
        let trees = found ?? Self.read(image)
        if found == nil { known.withLock { $0[image.truth.manifestDigest] = trees } }
        return try trees.get()
    }

    /// The paths of all files in the layers of an image.
    func filePaths(of image: ServedImage) throws(TreeUnread) -> Set<String> {
        try trees(of: image).reduce(into: []) { paths, tree in
            for (path, entry) in tree.entries { if case .file = entry.kind { paths.insert(path) } }
        }
    }

    private static func read(_ image: ServedImage) -> Result<[LayerTree], TreeUnread> {
        let packed = image.truth.layerSizes.reduce(0, +)
        guard packed <= mostPackedBytes else {
            let limit = mostPackedBytes >> 20
            return .failure(
                TreeUnread("the layers have \(packed >> 20) MiB, and no more than \(limit) MiB are compared"))
        }
        var limit = TreeLimit.standard
        var trees: [LayerTree] = []
        for (position, digest) in image.truth.layerDigests.enumerated() {
            do {
                guard let blob = image.blob(digest) else { throw TreeUnread("it is not served") }
                var offset = 0
                let tree = try LayerTree(
                    layer: { count in
                        let piece = blob.read(at: offset, count: count)
                        offset += piece.count
                        return piece
                    }, limit: &limit)
                if let doubt = tree.doubt { throw TreeUnread(doubt) }
                trees.append(tree)
            } catch {
                return .failure(TreeUnread("layer \(position + 1): \(error)"))
            }
        }
        return .success(trees)
    }
}
