import FoundationEssentials
import ImageContent
import Testing

@testable import Pullers

/// How the layers of an image are found in each kind of store.
@Suite struct UnpackedImageTests {
    private static let reference = "registry.test/library/demo:1"
    private static let config = Digest.sha256(of: [2])
    private let truth = ImageTruth(
        manifestMediaType: MediaType.ociManifest, manifestDigest: .sha256(of: [1]), indexDigest: nil,
        configDigest: config, layerDigests: [.sha256(of: [3]), .sha256(of: [4])],
        diffIDs: [.sha256(of: [5]), .sha256(of: [6])], manifestSize: 1, configSize: 1, layerSizes: [1, 1])

    private func withStore(_ texts: [String: String], _ body: (StoredFiles) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.path + "/node-\(UInt64.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: root) }
        for (path, text) in texts {
            let place = root + "/store/" + path
            let folder = String(place.prefix(upTo: place.lastIndex(of: "/") ?? place.endIndex))
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = FileManager.default.createFile(atPath: place, contents: Data(text.utf8))
        }
        try body(StoredFiles(below: root))
    }

    /// OCI image specification, config.md, "Layer ChainID": the digest of the chain before, a space, and the DiffID.
    @Test func chainsAreNumberedAsTheSpecificationSays() {
        #expect(truth.chainIDs.count == 2)
        #expect(truth.chainIDs[0] == truth.diffIDs[0])
        #expect(truth.chainIDs[1] == .sha256(of: Array("\(truth.diffIDs[0]) \(truth.diffIDs[1])".utf8)))
    }

    @Test func dockerNamesTheFolderOfEachChain() throws {
        let chains = truth.chainIDs.map { "image/overlay2/layerdb/sha256/\($0.hex)/cache-id" }
        try withStore([chains[0]: "one", chains[1]: "two"]) { files throws in
            let found = try DockerLayers(root: "/store").unpacked(in: files, truth: truth)
            #expect(found.layers == [.folder("/store/overlay2/one/diff"), .folder("/store/overlay2/two/diff")])
        }
        try withStore([chains[0]: "one"]) { files throws in
            #expect(throws: TreeUnread("dockerd has no record of the layer of chain \(truth.chainIDs[1])")) {
                try DockerLayers(root: "/store").unpacked(in: files, truth: truth)
            }
        }
        try withStore(["image/vfs/x": ""]) { files throws in
            #expect(throws: TreeUnread.self) { try DockerLayers(root: "/store").unpacked(in: files, truth: truth) }
        }
    }

    @Test func containersStorageNamesTheParentOfEachLayer() throws {
        func lists(_ layers: String) -> [String: String] {
            [
                "overlay-images/images.json": #"[{"id": "\#(Self.config.hex)", "layer": "top"}]"#,
                "overlay-layers/layers.json": layers,
            ]
        }
        try withStore(lists(#"[{"id": "top", "parent": "low"}, {"id": "other"}, {"id": "low"}]"#)) { files throws in
            let found = try OverlayLayers(root: "/store").unpacked(in: files, of: Self.reference, truth: truth)
            #expect(found.layers == [.folder("/store/overlay/low/diff"), .folder("/store/overlay/top/diff")])
            #expect(found.rules.folderTimes == nil)
        }
        // One layer of them was pulled in parts.
        let inParts = #"[{"id": "top", "parent": "low"}, {"id": "low", "toc-digest": "sha256:1"}]"#
        try withStore(lists(inParts)) { files throws in
            let found = try OverlayLayers(root: "/store").unpacked(in: files, of: Self.reference, truth: truth)
            #expect(found.rules.folderTimes?.reason.contains("pulled in parts") == true)
        }
        for broken in [#"[{"id": "top", "parent": "top"}]"#, #"[{"id": "low"}]"#, "[]", "{", ""] {
            try withStore(lists(broken)) { files throws in
                #expect(throws: TreeUnread.self) {
                    try OverlayLayers(root: "/store").unpacked(in: files, of: Self.reference, truth: truth)
                }
            }
        }
    }

    /// Of an image of schema 1 nobody knows beforehand what configuration is made.
    @Test func containersStorageHasAnImageWithoutAConfigurationByItsName() throws {
        var truth = truth
        truth.configDigest = nil
        let images = #"[{"id": "a", "layer": "low"}, {"id": "b", "names": ["\#(Self.reference)"], "layer": "top"}]"#
        let layers = #"[{"id": "top", "parent": "low"}, {"id": "low"}]"#
        try withStore(["overlay-images/images.json": images, "overlay-layers/layers.json": layers]) { files throws in
            let store = OverlayLayers(root: "/store")
            #expect(try store.image(of: truth, named: Self.reference, in: files) == "b")
            #expect(try store.image(of: truth, named: "registry.test/library/demo:2", in: files) == nil)
            #expect(try store.image(of: self.truth, named: "", in: files) == Self.config.hex)
            #expect(try store.unpacked(in: files, of: Self.reference, truth: truth).layers?.count == 2)
            #expect(throws: TreeUnread("images.json does not name image other")) {
                try store.unpacked(in: files, of: "other", truth: truth)
            }
        }
    }

    @Test func theTableOfSIFTellsWhereTheFileSystemIs() {
        let table = """
            ------------------------------------------------------------------------------
            ID   |GROUP   |LINK    |SIF POSITION (start-end)  |TYPE
            ------------------------------------------------------------------------------
            3    |1       |NONE    |36153-36192               |JSON.Generic
            4    |1       |NONE    |36864-3182592             |FS (Squashfs/*System/amd64)

            """
        #expect(SIFImage.offset(in: table) == 36864)
        #expect(SIFImage.offset(in: "FATAL: no such file") == nil)
        #expect(SIFImage.offset(in: "4 |1 |NONE |x-y |FS (Squashfs") == nil)
    }

    @Test func theMountsOfContainerdNameTheFoldersOfAllLayers() {
        let several = "mount -t overlay overlay /x -o index=off,lowerdir=/s/3/fs:/s/2/fs:/s/1/fs\n"
        #expect(Snapshots.folders(inMounts: several) == ["/s/1/fs", "/s/2/fs", "/s/3/fs"])
        #expect(Snapshots.folders(inMounts: "mount -t bind /s/1/fs /x -o ro,rbind\n") == ["/s/1/fs"])
        for text in ["", "ctr: not found", "mount -t overlay overlay /x -o index=off", "mount -t", "mount -t zfs a b"] {
            #expect(Snapshots.folders(inMounts: text) == nil)
        }
    }
}

extension UnpackedImage {
    /// The layers one by one; nil if they are in one folder.
    var layers: [Layer]? { if case .layers(let layers) = form { layers } else { nil } }
}
