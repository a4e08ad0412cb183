#if canImport(Glibc)
import Glibc
#endif

/// The files that were written in a node, beside its storage and its /run: those in the upper layers of its overlays,
/// which lie over what the node saw before, and those in its /tmp and /dev/shm, which were empty.
///
/// What is below /dev and /sys is the host's and is not seen.
package struct WrittenFiles: Sendable {
    private let lower: LowerLayers
    private let files: [String: FileStamp]
    /// Whether more was written than is listed.
    package let isCut: Bool

    fileprivate init(lower: LowerLayers, listing: FileListing) {
        self.lower = lower
        (files, isCut) = (listing.files, listing.isCut)
    }

    /// What has changed since an earlier look at the same node.
    package func changes(since before: WrittenFiles) -> [FileChange] {
        FileChange.all(from: before.files, to: files, lower: lower.stamp)
    }

    fileprivate var known: [String: FileStamp] { files }
}

/// The folders of the host under a node's overlays.
struct LowerLayers: Sendable, Equatable {
    /// The folder under the node's root; `/` for this machine's.
    let root: String
    /// Where the node has overlays, in the order in which they were made; each lies over the same place.
    let places: [String]

    /// The file of the lower layers at a path of the node; nil if there is none.
    func stamp(_ path: String) -> FileStamp? {
        // A part of the path may be a link that leads elsewhere: one in a root of its own is resolved in the host's.
        FileStamp(of: (root == "/" ? "" : root) + path, in: AT_FDCWD)
    }
}

extension Sandbox {
    /// Looks at what was written so far.
    ///
    /// - Parameter earlier: an earlier look, which makes this one faster.
    package func writtenFiles(known earlier: WrittenFiles? = nil) throws(SandboxError) -> WrittenFiles {
        var listing = FileListing(known: earlier?.known ?? [:])
        for (number, place) in lower.places.enumerated() {
            try listing.add("\(upperLayers)/\(number + 1)", at: place)
        }
        for place in Self.emptyPlaces { try listing.add(root + place, at: place) }
        return WrittenFiles(lower: lower, listing: listing)
    }

    /// The folder with the upper layers: nothing in the node is mounted there, and only the first process holds it.
    private var upperLayers: String { "/proc/\(holder)/fd/\(HolderScript.upperDescriptor)" }

    /// File systems of the node's own that are empty when it is made.
    private static let emptyPlaces = ["/tmp", "/dev/shm"]
}
