import Foundation
import Testing

@testable import ImageContent

@Suite struct BrokenLayoutTests {
    private static let wayOut = "; copy the image again, or serve it broken with 'as-is: true'"

    /// A layout with one image, the names of its files, and what is wrong once a test has broken it.
    private func objection(_ change: (inout LayoutOnDisk, LayoutImage) throws -> Void) throws -> String? {
        var layout = LayoutOnDisk(layers: 2)
        try change(&layout, try layout.read())
        return try layout.objection()
    }

    private func name(_ digest: Digest) -> String { "blobs/\(digest.algorithmName)/\(digest.hex)" }

    @Test func `a missing blob is named`() throws {
        var place = ""
        let message = try objection { layout, image in
            place = name(image.layers[1].digest)
            layout.files[place] = nil
        }
        let manifest = try #require(try LayoutOnDisk(layers: 2).read().manifest.statedDigest)
        #expect(message == "'./\(place)' is missing, layer 2, which './\(name(manifest))' names" + Self.wayOut)
    }

    @Test func `content with another digest is named`() throws {
        var place = ""
        let message = try objection { layout, image in
            place = name(image.layers[0].digest)
            layout.files[place]?[30] ^= 1
        }
        #expect(message?.hasPrefix("'./\(place)' hashes to sha256:") == true)
    }

    @Test func `content of another size is named`() throws {
        var place = ""
        let message = try objection { layout, image in
            place = name(image.layers[0].digest)
            layout.files[place]?.removeLast(5)
        }
        #expect(message?.hasPrefix("'./\(place)' has ") == true)
        #expect(message?.contains(" bytes and is said to have ") == true)
    }

    @Test func `a DiffID that the layer does not have is told`() throws {
        var layout = LayoutOnDisk()
        let config = ImageConfiguration(
            created: nil, architecture: Platform.host.architecture, os: "linux", config: nil,
            rootfs: .init(diffIDs: [.sha256(of: [1])]), history: nil)
        let tar = archive([entry("a", [1])])
        let layer = layout.add(Gzip.compressed(tar) ?? [], MediaType.ociLayerGzip)
        let manifest = ImageManifest(
            mediaType: MediaType.ociManifest, config: layout.add(ImageDocument.encode(config), MediaType.ociConfig),
            layers: [layer])
        layout.list(layout.add(ImageDocument.encode(manifest), MediaType.ociManifest))
        #expect(
            try layout.objection()
                == "'./\(name(layer.digest))' is layer 1, which should unpack to "
                + "\(Digest.sha256(of: [1])), and unpacks to \(Digest.sha256(of: tar))" + Self.wayOut)
        #expect(try layout.read(isAsIs: true).layers.map(\.diffID) == [.sha256(of: [1])])
    }

    @Test func `what is no layout is told, with a way to make one`() throws {
        try withTemporaryFolder { folder in
            #expect(LayoutOnDisk.objection(folder)?.contains("skopeo copy docker://IMAGE oci:FOLDER:TAG") == true)
            #expect(LayoutOnDisk.objection(folder + "/none")?.hasPrefix("'.' is not there") == true)
            let file = folder + "/file"
            try Data("hello".utf8).write(to: URL(filePath: file))
            #expect(LayoutOnDisk.objection(file)?.hasPrefix("'.' is no archive: ") == true)
            try Data(Gzip.compressed(LayoutOnDisk(layers: 1).tar) ?? []).write(to: URL(filePath: file))
            #expect(LayoutOnDisk.objection(file)?.hasSuffix("gunzip it") == true)
            #expect(LayoutOnDisk.objection("/dev/zero")?.contains("neither a folder nor a regular file") == true)
            #expect(LayoutOnDisk.objection("a\u{0}b") != nil)
        }
        var layout = LayoutOnDisk(layers: 1)
        layout.files["oci-layout"] = nil
        #expect(
            try layout.objection()
                == "'./oci-layout' is missing, which every OCI layout has" + Self.wayOut)
    }

    @Test func `a link that leads out of the folder is not followed`() throws {
        let layout = LayoutOnDisk(layers: 1)
        try withTemporaryFolder { folder in
            let (inside, outside) = (folder + "/layout", folder + "/secret")
            try layout.write(to: inside)
            try Data("secret".utf8).write(to: URL(filePath: outside))
            let name = try #require(layout.files.keys.filter { $0.hasPrefix("blobs/") }.min())
            try FileManager.default.removeItem(atPath: inside + "/" + name)
            try FileManager.default.createSymbolicLink(atPath: inside + "/" + name, withDestinationPath: outside)
            for isAsIs in [false, true] {
                let error = #expect(throws: ImageContentError.self) {
                    try LayoutImage(LayoutSource(path: inside, isAsIs: isAsIs))
                }
                #expect(error?.message.contains("\(name)' is a link that leads out of the layout") == true)
            }
        }
    }

    @Test func `a document of 1 GiB is not read`() throws {
        let layout = LayoutOnDisk(layers: 1)
        try withTemporaryFolder { folder in
            try layout.write(to: folder)
            let file = try FileHandle(forWritingTo: URL(filePath: folder + "/index.json"))
            try file.truncate(atOffset: 1 << 30)
            try file.close()
            #expect(LayoutOnDisk.objection(folder)?.hasPrefix("'./index.json' has 1073741824 bytes") == true)
        }
    }

    @Test func `an image for other machines only is told with its platforms`() throws {
        let layout = LayoutOnDisk(layers: 1, isIndexed: true, platform: Platform(architecture: "z80", os: "linux"))
        let message = try layout.objection()
        #expect(
            message?.hasSuffix("has no image for linux/\(Platform.host.architecture), but for linux/z80" + Self.wayOut)
                == true)
        #expect(try layout.read(isAsIs: true).indexes.count == 1)
    }

    @Test func `an artifact is told`() throws {
        var layout = LayoutOnDisk()
        let empty = layout.add(Array("{}".utf8), "application/vnd.oci.empty.v1+json")
        let manifest = ImageManifest(mediaType: MediaType.ociManifest, config: empty, layers: [empty])
        layout.list(layout.add(ImageDocument.encode(manifest), MediaType.ociManifest))
        #expect(
            try layout.objection()
                == "'./\(name(empty.digest))' is 'application/vnd.oci.empty.v1+json' and no configuration of an image"
                + Self.wayOut)
        let image = try layout.read(isAsIs: true).draft(as: ImageRecipe()).sealed()
        #expect(image.truth.layerDigests == [empty.digest])
    }

    @Test func `as it is, a missing blob is missing and a wrong one is served under its name`() throws {
        var layout = LayoutOnDisk(layers: 3)
        let truth = try layout.read().draft(as: ImageRecipe()).sealed().truth
        layout.files[name(truth.layerDigests[0])] = nil
        layout.files[name(truth.layerDigests[1])]?[40] ^= 1
        let config = try #require(truth.configDigest)
        layout.files[name(config)] = Array("no JSON".utf8)
        try withTemporaryFolder { folder in
            try layout.write(to: folder)
            let image = try LayoutImage(LayoutSource(path: folder, isAsIs: true)).draft(as: ImageRecipe()).sealed()
            #expect(image.truth.layerDigests == truth.layerDigests)
            #expect(image.blob(truth.layerDigests[0]) == nil)
            #expect(
                image.blob(truth.layerDigests[1]).map(contents) == layout.files[name(truth.layerDigests[1])])
            #expect(image.blob(config).map(contents) == Array("no JSON".utf8))
        }
    }

    @Test func `as it is, a manifest that cannot be read is served`() throws {
        var layout = LayoutOnDisk(layers: 2, isIndexed: true)
        let truth = try layout.read().draft(as: ImageRecipe()).sealed().truth
        layout.files[name(truth.manifestDigest)] = [1, 2, 3]
        let image = try layout.read(isAsIs: true).draft(as: ImageRecipe()).sealed()
        #expect(image.manifest("\(truth.manifestDigest)")?.bytes == [1, 2, 3])
        layout.files[name(truth.manifestDigest)] = nil
        let gone = try layout.read(isAsIs: true).draft(as: ImageRecipe()).sealed()
        #expect(gone.tagTarget.digest == truth.indexDigest)
        #expect(gone.manifest("\(truth.manifestDigest)") == nil)
    }
}
