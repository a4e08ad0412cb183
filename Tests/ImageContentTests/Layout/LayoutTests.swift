import Foundation
import Testing

@testable import ImageContent

@Suite struct LayoutTests {
    @Test(arguments: [true, false])
    func `an image of a layout is served byte for byte`(isIndexed: Bool) throws {
        let layout = LayoutOnDisk(layers: 3, isIndexed: isIndexed)
        try withTemporaryFolder { folder in
            try layout.write(to: folder)
            let read = try LayoutImage(LayoutSource(path: folder))
            let image = read.draft(as: read.completing(ImageRecipe())).sealed()
            let blobs = layout.files.filter { $0.key.hasPrefix("blobs/") }
            #expect(blobs.count == (isIndexed ? 6 : 5))
            for (name, bytes) in blobs {
                let digest = Digest.sha256(of: bytes)
                #expect(name.hasSuffix(digest.hex))
                #expect(image.blob(digest).map(contents) ?? image.manifest("\(digest)")?.bytes == bytes)
            }
            #expect(image.tagTarget.mediaType == (isIndexed ? MediaType.ociIndex : MediaType.ociManifest))
            #expect((image.truth.indexDigest != nil) == isIndexed)
            #expect(image.truth.layerDigests.map { image.resource(of: $0) } == ["layer-1", "layer-2", "layer-3"])
            #expect(read.change == nil)
        }
    }

    @Test func `the same is read from an archive`() throws {
        let layout = LayoutOnDisk(layers: 2, isIndexed: true)
        try withTemporaryFolder { folder in
            let file = folder + "/image.tar"
            try Data(layout.tar).write(to: URL(filePath: file))
            let read = try LayoutImage(LayoutSource(path: file))
            let image = read.draft(as: ImageRecipe()).sealed()
            for digest in image.truth.layerDigests {
                #expect(image.blob(digest).map { Digest.sha256(of: contents($0)) } == digest)
            }
            try layout.write(to: folder + "/layout")
            let other = try LayoutImage(LayoutSource(path: folder + "/layout"))
            #expect(other.draft(as: ImageRecipe()).sealed().truth == image.truth)
        }
    }

    @Test func `digests of sha512 are kept`() throws {
        var layout = LayoutOnDisk()
        layout.add(layers: 2, isIndexed: true, by: .sha512)
        try withTemporaryFolder { folder in
            try layout.write(to: folder)
            let image = try LayoutImage(LayoutSource(path: folder)).draft(as: ImageRecipe()).sealed()
            #expect(image.tagTarget.digest.algorithm == .sha512)
            #expect(image.truth.configDigest?.algorithm == .sha512)
            #expect(image.truth.configDigest.flatMap(image.blob) != nil)
        }
    }

    @Test func `faults edit it as they do synthetic images`() throws {
        let layout = LayoutOnDisk(layers: 2, isIndexed: true)
        try withTemporaryFolder { folder in
            try layout.write(to: folder)
            var draft = try LayoutImage(LayoutSource(path: folder)).draft(as: ImageRecipe())
            let truth = draft.sealed().truth
            draft.rewrite(.layer(2)) { $0.flippingBit(at: 20) }
            let image = draft.sealed()
            #expect(image.truth.layerDigests[0] == truth.layerDigests[0])
            #expect(image.truth.layerDigests[1] != truth.layerDigests[1])
            let index = try ImageDocument.decode(ImageIndex.self, from: image.tagTarget.bytes, named: "index")
            #expect(index.manifests.map(\.digest) == [image.truth.manifestDigest])
            let served = try #require(image.manifest("\(image.truth.manifestDigest)"))
            let manifest = try ImageDocument.decode(ImageManifest.self, from: served.bytes, named: "manifest")
            #expect(manifest.layers.map(\.digest) == image.truth.layerDigests)
        }
    }

    @Test func `other platforms and attestations are served too, and may be missing`() throws {
        var layout = LayoutOnDisk()
        let other = layout.add(layers: 1, platform: Platform(architecture: "s390x-like", os: "linux"))
        let own = layout.add(layers: 1)
        var gone = other
        gone.digest = .sha256(of: [1])
        func entry(_ descriptor: Descriptor, _ architecture: String) -> Descriptor {
            var descriptor = descriptor
            descriptor.platform = Platform(architecture: architecture, os: "linux")
            return descriptor
        }
        let index = ImageIndex(
            mediaType: MediaType.ociIndex,
            manifests: [
                entry(other, "s390x-like"), entry(own, Platform.host.architecture), entry(gone, "mips"),
            ])
        layout.list(layout.add(ImageDocument.encode(index), MediaType.ociIndex), named: "all")
        try withTemporaryFolder { folder in
            try layout.write(to: folder)
            let image = try LayoutImage(LayoutSource(path: folder, tag: "all")).draft(as: ImageRecipe()).sealed()
            #expect(image.truth.manifestDigest == own.digest)
            let served = try #require(image.manifest("\(other.digest)"))
            let manifest = try ImageDocument.decode(ImageManifest.self, from: served.bytes, named: "manifest")
            for descriptor in manifest.layers + [manifest.config] {
                #expect(image.blob(descriptor.digest).map { Digest.sha256(of: contents($0)) } == descriptor.digest)
            }
            #expect(image.manifest("\(gone.digest)") == nil)
        }
    }

    @Test func `what refers to the image is served and listed`() throws {
        var layout = LayoutOnDisk()
        let image = layout.add(layers: 1, named: "demo")
        let empty = layout.add(Array("{}".utf8), MediaType.ociEmpty)
        let note = layout.add(Array("note".utf8), "text/plain")
        func manifest(about subject: Descriptor) throws -> [UInt8] {
            let manifest = ImageManifest(mediaType: MediaType.ociManifest, config: empty, layers: [note])
            var value = try ImageDocument.decode(
                JSONValue.self, from: ImageDocument.encode(manifest), named: "manifest")
            value["subject"] = .object([
                "mediaType": .string(subject.mediaType), "digest": .string(subject.digest.description),
                "size": .integer(subject.size),
            ])
            value["annotations"] = .object(["a": .string("b")])
            return ImageDocument.encode(value)
        }
        let referrer = layout.add(try manifest(about: image), MediaType.ociManifest)
        layout.list(referrer)
        layout.list(layout.add(try manifest(about: note), MediaType.ociManifest))
        try withTemporaryFolder { folder in
            try layout.write(to: folder)
            let served = try LayoutImage(LayoutSource(path: folder, tag: "demo")).draft(as: ImageRecipe()).sealed()
            #expect(served.referrers.map(\.digest) == [referrer.digest])
            #expect(served.referrers.map(\.subject) == [image.digest])
            #expect(
                served.referrers.first?.referrer
                    == .object([
                        "mediaType": .string(MediaType.ociManifest), "digest": .string(referrer.digest.description),
                        "size": .integer(referrer.size), "artifactType": .string(MediaType.ociEmpty),
                        "annotations": .object(["a": .string("b")]),
                    ]))
            #expect(served.blob(note.digest).map(contents) == Array("note".utf8))
        }
    }

    @Test func `a name or a digest chooses one of several images`() throws {
        var layout = LayoutOnDisk(layers: 1, named: "one")
        let two = layout.add(layers: 2, named: "registry.test/demo:two")
        #expect(try layout.read(tag: "one").layers.count == 1)
        #expect(try layout.read(tag: "two").layers.count == 2)
        #expect(try layout.read(tag: "\(two.digest)").layers.count == 2)
        #expect(
            try layout.objection()
                == "'./index.json' names 2 images; expected 'tag' to name one of one, registry.test/demo:two")
        #expect(
            try layout.objection(tag: "three")
                == "'./index.json' names no image 'three'; expected one of one, registry.test/demo:two")
    }

    @Test func `a file that changes later is told`() throws {
        let layout = LayoutOnDisk(layers: 1)
        try withTemporaryFolder { folder in
            try layout.write(to: folder)
            let image = try LayoutImage(LayoutSource(path: folder))
            #expect(image.change == nil)
            let digest = try #require(image.layers.first?.digest)
            let path = "\(folder)/blobs/sha256/\(digest.hex)"
            try Data([1, 2]).write(to: URL(filePath: path))
            #expect(image.change?.hasPrefix("'\(path)' has changed since the image was read") == true)
            // The length that was announced is kept, so that a reader of the blob ends.
            let layer = try #require(image.layers.first)
            #expect(layer.blob.read(at: 0, count: layer.size).count == layer.size)
            try FileManager.default.removeItem(atPath: path)
            #expect(image.change != nil)
            #expect(layer.blob.read(at: 0, count: 4) == [0, 0, 0, 0])
        }
    }
}
