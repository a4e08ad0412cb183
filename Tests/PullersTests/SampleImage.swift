import FoundationEssentials
import ImageContent
import Sandboxing

/// A small image and its parts, for stores made by hand.
struct SampleImage {
    let draft = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 3000, isIndexed: false), seed: 4)
    var truth: ImageTruth { draft.sealed().truth }
    var manifest: [UInt8] { draft.manifest }
    var configuration: [UInt8] { draft.configuration }
    var config: Digest { .sha256(of: configuration) }
    func layer(_ number: Int) -> [UInt8] {
        draft.layers[number].blob.read(at: 0, count: draft.layers[number].blob.size)
    }
}

/// Gives `body` a folder with these files, which is removed afterwards.
func withFolder(_ files: [String: [UInt8]], _ body: (String) throws -> Void) throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.path + "/store-\(UInt64.random(in: .min ... .max))"
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: folder) }
    for (name, bytes) in files {
        let path = folder + "/" + name
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        try manager.createDirectory(atPath: "/" + parent, withIntermediateDirectories: true)
        _ = manager.createFile(atPath: path, contents: Data(bytes))
    }
    try body(folder)
}
