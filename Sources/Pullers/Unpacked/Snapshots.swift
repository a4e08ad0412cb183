import ImageContent
import Sandboxing

/// The layers that containerd's snapshotter overlayfs keeps.
///
/// Which folder is whose stands in a database that nobody else reads. A view of the image tells it: its mount lists the
/// folders of all layers, the highest first (containerd, docs/snapshotters).
struct Snapshots {
    /// Runs ctr with some arguments in the namespace of the images.
    let client: (_ name: String, _ arguments: [String]) -> Program

    func unpacked(in sandbox: Sandbox, truth: ImageTruth, rules: TreeRules) async throws -> UnpackedImage {
        guard let chain = truth.chainIDs.last else { return UnpackedImage([]) }
        var said = ""
        for _ in 0..<Self.attempts {
            let view = client("ctr view", snapshots("view", Self.key, chain.description))
            let (made, complaint) = try await sandbox.output(view)
            guard made.isSuccess else {
                throw TreeUnread("containerd makes no view of the image: \(complaint.trimmed)")
            }
            let (listed, mounts) = try await sandbox.output(client("ctr mounts", snapshots("mounts", "/x", Self.key)))
            // It may have gone already.
            _ = try await sandbox.output(client("ctr rm", snapshots("rm", Self.key)))
            if listed.isSuccess, let folders = Self.folders(inMounts: mounts) {
                return UnpackedImage(folders.map(UnpackedImage.Layer.folder), rules: rules)
            }
            said = mounts
        }
        throw TreeUnread("containerd does not tell the folders of the layers: \(said.trimmed)")
    }

    /// The view belongs to nobody, so that containerd's garbage collection may take it before it is asked for its mounts
    /// (docs/garbage-collection.md); it does not run after each call.
    private static let attempts = 3

    /// The folders of the layers, lowest first, in what `ctr snapshots mounts` prints: a command of mount(8).
    ///
    /// A single layer is bound, several are lower folders of an overlay.
    static func folders(inMounts text: String) -> [String]? {
        let words = text.split { $0 == " " || $0 == "\n" }
        guard words.starts(with: ["mount", "-t"]), words.count > 3 else { return nil }
        if words[2] == "bind" { return [String(words[3])] }
        let options = words.last?.split(separator: ",") ?? []
        guard words[2] == "overlay", let lower = options.first(where: { $0.hasPrefix("lowerdir=") }) else { return nil }
        return lower.dropFirst("lowerdir=".count).split(separator: ":").map(String.init).reversed()
    }

    private func snapshots(_ words: String...) -> [String] { ["snapshots", "--snapshotter", "overlayfs"] + words }

    private static let key = "chaospull-look"

    /// What containerd does, by its sources.
    static var rules: TreeRules {
        var rules = TreeRules()
        rules.droppedXattrs["trusted."] = TreeRules.Exception(
            "xattrs trusted.*, which containerd never sets (pkg/archive/tar_unix.go, `setxattr`)")
        return rules
    }
}
