import Foundation
import Testing

@testable import ImageContent

/// 10,000 layouts that are broken at random: each is refused with a message that names a file, or served.
@Suite struct LayoutMutationTests {
    private static let perSeed = 1000

    @Test(arguments: 1...10)
    func `a mutated layout is refused by name, or served`(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        var refused = 0
        try withTemporaryFolder { folder in
            for number in 0..<Self.perSeed {
                var layout = MutatedLayout(&random)
                layout.mutate(&random)
                let isAsIs = number % 2 == 1
                let path = folder + (number % 4 < 2 ? "/layout" : "/layout.tar")
                if number % 4 < 2 {
                    try layout.write(to: path, &random)
                } else {
                    try Data(layout.tar(&random)).write(to: URL(filePath: path))
                }
                defer { try? FileManager.default.removeItem(atPath: path) }
                do {
                    let image = try LayoutImage(LayoutSource(path: path, isAsIs: isAsIs))
                    try serve(image, isAsIs: isAsIs, isEdited: number % 16 < 4, "seed \(seed), number \(number)")
                } catch let error as ImageContentError {
                    refused += 1
                    #expect(error.message.hasPrefix("'\(path)"), "seed \(seed), number \(number): \(error.message)")
                }
            }
        }
        // Neither are all refused nor all let pass.
        #expect((Self.perSeed / 5...Self.perSeed * 4 / 5).contains(refused), "\(refused) are refused")
    }

    /// Renders it and reads all of it; what was checked hashes to its names.
    private func serve(_ image: LayoutImage, isAsIs: Bool, isEdited: Bool, _ what: String) throws {
        let recipe = image.completing(ImageRecipe())
        var draft = image.draft(as: recipe)
        let served = draft.sealed()
        for digest in served.truth.blobDigests {
            guard let blob = served.blob(digest) else {
                #expect(isAsIs, "\(what): \(digest) is missing")
                continue
            }
            let bytes = contents(blob)
            #expect(bytes.count == blob.size)
            if !isAsIs { #expect(Digest.sha256(of: bytes) == digest, "\(what)") }
        }
        #expect(isAsIs || served.manifest("1") == served.tagTarget, "\(what)")
        guard isEdited else { return }
        draft.rewrite(.layer(1)) { $0.flippingBit(at: 3) }
        draft.editDocument(.manifest) { $0["x"] = .null }
        _ = draft.sealed()
    }
}

/// A small layout, to which something is done.
private struct MutatedLayout {
    private var files: [String: [UInt8]]
    private var links: [String: String] = [:]

    /// One with an index or without.
    init(_ random: inout SplitMix64) {
        let kind = Int.random(in: 0..<3, using: &random)
        files = kind == 2 ? Self.saved : kind == 1 ? Self.indexed : Self.plain
    }

    private static let plain = LayoutOnDisk(layers: 2).files
    private static let indexed = LayoutOnDisk(layers: 2, isIndexed: true).files

    /// As `docker save` wrote it before 25.
    private static let saved: [String: [UInt8]] = {
        let layer = archive([entry("a", [1])])
        let config = Array(#"{"rootfs":{"diff_ids":["\#(Digest.sha256(of: layer))"]}}"#.utf8)
        return [
            "manifest.json": Array(#"[{"Config":"c.json","RepoTags":["a:1"],"Layers":["a/layer.tar"]}]"#.utf8),
            "c.json": config, "a/layer.tar": layer,
        ]
    }()

    mutating func mutate(_ random: inout SplitMix64) {
        let names = files.keys.sorted()
        guard let name = names.randomElement(using: &random), var bytes = files[name] else { return }
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            guard !bytes.isEmpty else { break }
            bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            files[name] = bytes
        case 1: files[name] = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
        case 2: files[name] = nil
        case 3:
            guard let other = names.randomElement(using: &random) else { break }
            (files[name], files[other]) = (files[other], files[name])
        case 4:
            files[name] = nil
            links[name] = ["/etc/passwd", "..", ".", name, "/", "../../nowhere", "index.json"]
                .randomElement(using: &random)
        case 5: files[name] = bytes + (0..<9).map { _ in UInt8.random(in: 0...255, using: &random) }
        default: editDocument(&random)
        }
    }

    /// Changes a document, with or without the digests that name it.
    private mutating func editDocument(_ random: inout SplitMix64) {
        let documents = files.filter { $0.value.first == UInt8(ascii: "{") || $0.value.first == UInt8(ascii: "[") }
        guard let name = documents.keys.sorted().randomElement(using: &random), let bytes = files[name] else { return }
        let edited = Self.edited(bytes, &random)
        files[name] = edited
        guard name.hasPrefix("blobs/"), Bool.random(using: &random) else { return }
        rename(name, bytes, edited)
    }

    /// Lets all documents name new content by its digest and size, from one to the next.
    private mutating func rename(_ name: String, _ old: [UInt8], _ new: [UInt8]) {
        let (before, after) = (Digest.sha256(of: old), Digest.sha256(of: new))
        guard before != after else { return }
        files[name] = nil
        files["blobs/sha256/\(after.hex)"] = new
        for (other, bytes) in files where other != "oci-layout" && bytes.first == UInt8(ascii: "{") {
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.contains(before.hex) else { continue }
            let changed = Array(
                text.replacing(before.hex, with: after.hex)
                    .replacing("\"size\":\(old.count)", with: "\"size\":\(new.count)").utf8)
            files[other] = changed
            if other.hasPrefix("blobs/") { rename(other, bytes, changed) }
        }
    }

    private static let values = [
        "null", "true", "-1", "1e400", "9223372036854775807", "9223372036854775808", "\"\"", "[]", "{}", "[null]",
        "\"sha256:0\"", "\"../../../../etc/passwd\"", "{\"digest\":\"sha512:x\"}", "\"\\ud800\"", "0.5", "[{}]", "",
        String(repeating: "[", count: 3000), String(repeating: "[", count: 60) + String(repeating: "]", count: 60),
        "\"blake3:abc\"", "\"a\\u0000b\"", "\u{feff}",
    ]

    /// Puts another value in the place of one, or renames or repeats a key.
    private static func edited(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        // A value without members of its own, behind its key or in a list.
        let values = text.matches(of: /[:\[,]("[^"]*"|[0-9]+|true|false|null)(?=[,\]}])/).map {
            $0.output.1.startIndex..<$0.output.1.endIndex
        }
        let keys = text.ranges(of: /"[A-Za-z_]+"(?=:)/)
        let words = Self.values
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            guard let place = keys.randomElement(using: &random) else { break }
            return Array(text.replacingCharacters(in: place, with: "\"other\"").utf8)
        case 1:
            guard let place = keys.randomElement(using: &random), let other = keys.randomElement(using: &random) else {
                break
            }
            return Array(text.replacingCharacters(in: place, with: "\(text[other]):null,\(text[place])").utf8)
        case 2:
            guard let place = values.randomElement(using: &random), let other = values.randomElement(using: &random)
            else { break }
            return Array(text.replacingCharacters(in: place, with: text[other]).utf8)
        default: break
        }
        guard let place = values.randomElement(using: &random), let word = words.randomElement(using: &random) else {
            return bytes
        }
        return Array(text.replacingCharacters(in: place, with: word).utf8)
    }

    func write(to folder: String, _ random: inout SplitMix64) throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in files.keys.sorted() + links.keys.sorted() {
            let path = "\(folder)/\(name)"
            let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
            try manager.createDirectory(atPath: parent, withIntermediateDirectories: true)
            if let target = links[name] {
                try manager.createSymbolicLink(atPath: path, withDestinationPath: target)
            } else if let bytes = files[name] {
                try Data(bytes).write(to: URL(filePath: path))
            }
        }
    }

    /// As an archive, which may be broken too.
    func tar(_ random: inout SplitMix64) -> [UInt8] {
        var bytes = archive(
            files.sorted { $0.key < $1.key }.map { entry($0.key, $0.value) }
                + links.sorted { $0.key < $1.key }.map { entry($0.key, [], type: "2", linkName: $0.value) })
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
        default: break
        }
        return bytes
    }
}
