import Faults
import ImageContent
import Testing

@testable import FakeServices

/// Faults of the image that are one host's, or of the first answers alone.
@Suite struct ImageDamageTests {
    private static let healthy = ImageDraft(recipe: ImageRecipe(layers: 2, layerSize: 4096), seed: 1)
    private static let whole = healthy.sealed()
    private static var layer: Digest { whole.truth.layerDigests[1] }

    /// A plan with faults, each by its name, its words and its conditions.
    private func plan(_ faults: [InjectedFault]) throws -> ServicesPlan {
        let definitions = try faults.map { try FaultDefinition($0.element) }
        @Sendable func image(_ ordinals: Set<Int>) -> ServedImage {
            var draft = Self.healthy
            for ordinal in ordinals.sorted() { (definitions[ordinal].fault as? any ImageFault)?.edit(&draft) }
            return draft.sealed()
        }
        let all = image(Set(definitions.indices))
        return ServicesPlan(
            image: all, healthyImage: Self.whole, imageVariants: ImageVariants(image), mirrorImage: all,
            faults: definitions.enumerated().map { $1.armed(ordinal: $0, seed: 1) })
    }

    /// What a host says to GETs for the second layer, one after the other: whole, damaged or gone.
    private func answers(_ content: ServedContent, _ count: Int) -> [String] {
        (0..<count).map { _ in
            let found = content.blob(Self.layer, in: "library/demo", for: .content)
            guard let blob = found.value else { return "gone" }
            let isWhole = Digest.sha256(of: blob.read(at: 0, count: blob.size)) == Self.layer
            #expect(isWhole == found.faults.isEmpty)
            return isWhole ? "whole" : "damaged"
        }
    }

    @Test func `a fault of one host leaves the others as they are`() throws {
        let fault = InjectedFault.imageCorrupt(.layer(2), digest: .stale).inAnswers(of: .mirror)
        let plan = try plan([fault])
        let content = ServedContent(plan)
        #expect(answers(content, 2) == ["whole", "whole"])
        #expect(answers(content.of(.cdn), 2) == ["whole", "whole"])
        #expect(answers(ServedContent(plan, of: .mirror), 2) == ["damaged", "damaged"])
    }

    @Test func `the first answers of each host are counted, and only those with the part`() throws {
        let plan = try plan([.imageTruncated(.layer(2), digest: .stale).inAnswers(first: 2)])
        let content = ServedContent(plan)
        let config = try #require(Self.whole.truth.configDigest)
        for _ in 1...3 {
            #expect(content.blob(Self.layer, in: "library/demo", for: .mention).faults.isEmpty)
            #expect(content.blob(config, in: "library/demo", for: .content).faults.isEmpty)
        }
        #expect(answers(content, 3) == ["damaged", "damaged", "whole"])
        #expect(answers(content.of(.cdn), 3) == ["damaged", "damaged", "whole"])
    }

    @Test func `that a part is gone shows in a mention too`() throws {
        let content = ServedContent(try plan([.imageMissing(.layer(2)).inAnswers(of: .registry, first: 1)]))
        let found = content.blob(Self.layer, in: "library/demo", for: .mention)
        #expect(found.value == nil && found.faults == [0])
        #expect(answers(content, 1) == ["whole"])
    }

    @Test func `two of them and one without a condition add up`() throws {
        let plan = try plan([
            .imageMissing(.layer(2)).inAnswers(of: .cdn, first: 1),
            .imageCorrupt(.layer(2), digest: .stale).inAnswers(of: .registry),
            .imageMissing(.config),
        ])
        let content = ServedContent(plan)
        #expect(answers(content.of(.cdn), 2) == ["gone", "whole"])
        #expect(answers(content, 2) == ["damaged", "damaged"])
        let config = try #require(Self.whole.truth.configDigest)
        #expect(content.blob(config, for: .content).value == nil)
        for fault in plan.faults { fault.lift() }
        #expect(answers(content, 1) == ["whole"])
        #expect(content.blob(config, for: .content).value != nil)
    }

    @Test func `a document by its tag and by its digest is one part`() throws {
        let content = ServedContent(
            try plan([.imageCorrupt(.index, digest: .stale).inAnswers(of: .registry, first: 1)]))
        let digest = Self.whole.tagTarget.digest
        let first = content.manifest("1", in: "library/demo", for: .content)
        #expect(first.faults == [0] && first.value?.bytes != Self.whole.tagTarget.bytes)
        let second = content.manifest("\(digest)", in: "library/demo", for: .content)
        #expect(second.faults.isEmpty && second.value?.bytes == Self.whole.tagTarget.bytes)
    }
}
