import Faults
import Testing

@testable import ChaosPull

/// What of a puller's store is damaged: files that it reads and that are no content.
@Suite struct StoreWoundTests {
    private static let listing = """
        1795991808.5 120 overlay/layers.json
        0.0000000000 900 overlay/images.json
        1795991808.5 64 overlay/ab/diff/etc/motd
        1795991808.5 64 overlay/cd/diff/etc/motd
        1795991808.5 300 sha256/1111
        blob 0 sha256/1111
        1795991808.5 12 a"$(b)
        1795991809.5 12 defaults/graph driver
        1795991809.5 12 cache.db
        written 0 overlay/layers.json

        """

    private func wound(_ damage: StoreDamage, seed: UInt64 = 1) -> StoreWound {
        StoreWound(damage, seed: seed, content: ["etc/motd"])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func aFileThatIsReadAndNoContentIsChosen(seed: UInt64) {
        #expect(wound(.truncated, seed: seed).choice(from: Self.listing) == "$STORAGE/overlay/layers.json")
    }

    @Test func theSeedGoesThroughTheFoldersOfLayers() {
        let paths = (1...3).map { wound(.layerDeleted, seed: $0).choice(from: Self.listing) }
        #expect(paths == ["$STORAGE/overlay/ab/diff", "$STORAGE/overlay/cd/diff", "$STORAGE/overlay/ab/diff"])
    }

    @Test func whereNothingIsOfTheKindNothingIsChosen() {
        #expect(wound(.emptied).choice(from: "") == nil)
        // What is read serves where nothing was written.
        #expect(wound(.emptied).choice(from: "1795991809.5 12 cache.db\n") == "$STORAGE/cache.db")
        #expect(wound(.layerDeleted).choice(from: "1.0 2 x/y\n") == nil)
    }

    /// Of what the earlier pull has changed, the script lists only what there was before.
    @Test func theSeedGoesThroughWhatWasReadAndIsNoContent() {
        let listing = """
            1795991808.5 120 overlay/layers.json
            1795991808.5 90 overlay/images.json
            0.0000000000 900 overlay/layers.lock
            1795991808.5 64 overlay/ab/diff/etc/motd

            """
        let paths = (1...3).map { wound(.older, seed: $0).choice(from: listing) }
        #expect(
            paths == ["$STORAGE/overlay/images.json", "$STORAGE/overlay/layers.json", "$STORAGE/overlay/images.json"])
        #expect(wound(.older).choice(from: "0.0000000000 900 overlay/layers.lock\n") == nil)
    }

    @Test func whatWasDoneIsTold() {
        #expect(wound(.bitFlipped).text("/storage/x\nbit 3 of byte 9\n") == "bit-flipped: /storage/x, bit 3 of byte 9")
    }
}
