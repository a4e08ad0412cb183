import ImageContent
import Testing

@Suite struct LayerFormatTests {
    /// What gzip(1) and tar(1) say of it.
    @Test(arguments: LayerFormat.allCases) func `programs refuse it for the reason it is named after`(
        form: LayerFormat
    ) async throws {
        let layer = form.layer(2, mediaType: MediaType.ociLayerGzip)
        let bytes = contents(layer.blob)
        guard let gzip = try await run("/usr/bin/gzip", ["-tq"], on: bytes),
            let tar = try await run("/usr/bin/tar", ["-tzf"], on: bytes)
        else { return }
        #expect((gzip.status == 0) == ![.notGzip, .gzipCut, .gzipChecksum].contains(form))
        #expect(tar.status != 0)
        // tar(1) goes on to the next header.
        #expect(tar.output.contains("broken-2") == ![.notGzip, .badChecksum].contains(form))
    }

    @Test func `layers of other numbers have other content`() {
        let digests = [1, 2].flatMap { number in
            LayerFormat.allCases.map { $0.layer(number, mediaType: "a/b").diffID }
        }
        #expect(Set(digests).count == 2 * (LayerFormat.allCases.count - 2))
    }
}
