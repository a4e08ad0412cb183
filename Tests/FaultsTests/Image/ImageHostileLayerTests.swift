import ImageContent
import Testing

@testable import Faults

@Suite struct ImageHostileLayerTests {
    private func entries(_ layer: DraftLayer) throws -> [TarEntry] {
        // Stored blocks of gzip hold the archive as it is, behind a header of 16 bytes and one of 5 for the block.
        let bytes = Array(layer.blob.read(at: 0, count: layer.size).dropFirst(21).prefix(layer.archiveSize))
        #expect(Digest.sha256(of: bytes) == layer.diffID)
        var position = 0
        var reader = TarReader { count in
            let piece = Array(bytes[position..<min(position + count, bytes.count)])
            position += piece.count
            return piece
        }
        var entries: [TarEntry] = []
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }

    private func draft(_ fault: some ImageFault) -> ImageDraft {
        var draft = ImageDraft(recipe: ImageRecipe(layers: 3, layerSize: 4096), seed: 1)
        fault.edit(&draft)
        return draft
    }

    @Test func `every form replaces as many layers as it says, and the documents follow`() throws {
        let healthy = ImageDraft(recipe: ImageRecipe(layers: 3, layerSize: 4096), seed: 1)
        for form in HostileLayer.allCases {
            let fault = try fault(ImageHostileLayer.self, words: ["part": "layer-1", "form": form.rawValue])
            let draft = draft(fault)
            let changed = zip(draft.layers, healthy.layers).filter { $0.digest != $1.digest }.count
            #expect(changed == form.layers && fault.slots.count == form.layers, "\(form)")
            let image = draft.sealed()
            #expect(image.truth.layerDigests == draft.layers.map(\.digest))
            #expect(image.truth.diffIDs == draft.layers.map(\.diffID))
            #expect(fault.delivery == ImageDelivery(of: [.layer(form.layers)]))
        }
    }

    @Test func `names and links lead where they say`() throws {
        func first(_ form: HostileLayer) throws -> [TarEntry] { try entries(form.made(mediaType: "text/plain")[0]) }
        #expect(try first(.parentNames).contains { $0.name == "../chaospull-canary" })
        #expect(try first(.absoluteNames).contains { $0.name == "/etc/chaospull-canary" })
        #expect(try first(.linkOut).contains { $0.kind == .symbolicLink && $0.linkName == "/" })
        #expect(try first(.hardLinkOut).filter { $0.kind == .hardLink }.count == 3)
        #expect(try first(.modeOut).allSatisfy { $0.name == "content/" || $0.mode == 0o4777 })
        #expect(try first(.rootLink).contains { $0.name == "." && $0.kind == .symbolicLink })
        #expect(try first(.bareWhiteout).contains { $0.name == "content/.wh." })
        #expect(try first(.whiteoutOut).contains { $0.name == ".wh..." })
        #expect(HostileLayer.longName.made(mediaType: "text/plain")[0].archiveSize > 64 << 10)
        let swapped = try HostileLayer.swappedFolder.made(mediaType: "text/plain").map(entries)
        #expect(swapped[1].contains { $0.name == "swapped" && $0.linkName == "/etc" })
        #expect(swapped[2].contains { $0.name == "swapped/chaospull-canary" })
    }

    @Test func `a bomb is small and becomes what is asked for`() throws {
        func made(_ form: BombLayer, _ count: Int) throws -> DraftLayer {
            try #require(form.layer(count, mediaType: "text/plain"))
        }
        let zeros = try made(.zeros, 8 << 10)
        #expect(zeros.archiveSize == (8 << 20) + 3 * 512 && zeros.size < 64 << 10)
        let padding = try made(.padding, 4 << 10)
        #expect(padding.archiveSize == (4 << 20) + 3 * 512 && padding.size < 64 << 10)
        #expect(try made(.paxHeader, 1 << 10).archiveSize == (1 << 20) + 4 * 512)
        #expect(try made(.entries, 1000).archiveSize == 1002 * 512)
        #expect(try made(.members, 1000).size > 20_000)
        #expect(try made(.sparseMap, 10_000).archiveSize > 60_000)
        let fault = try fault(ImageBombLayer.self, words: ["part": "layer-2", "form": "entries", "count": "5"])
        #expect(draft(fault).sealed().truth.layerSizes[1] == (try made(.entries, 5)).size)
    }
}
