import FakeServices
import Faults
import ImageContent
import Scenarios
import Synchronization

/// The images of a plan, made at their first use: one may take seconds, and who only asks what would run needs none.
final class PlanImages: Sendable {
    /// The images of one plan; ``Plan`` says what each is for.
    struct Made: Sendable {
        let image: ServedImage
        let healthyImage: ServedImage
        let variants: ImageVariants?
        let mirrorImage: ServedImage?
        let baseImage: ServedImage?
        let formerImage: ServedImage?
    }

    private let scenario: Scenario
    private let faults: [FaultDefinition]
    private let seed: UInt64
    private let kept = Mutex<Made?>(nil)

    /// - Parameter faults: those in force.
    init(_ scenario: Scenario, faults: [FaultDefinition], seed: UInt64) {
        self.scenario = scenario
        self.faults = faults
        self.seed = seed
    }

    /// Who comes while they are made waits.
    var made: Made {
        kept.withLock { kept in
            if let kept { return kept }
            let made = make()
            kept = made
            return made
        }
    }

    private func make() -> Made {
        let (scenario, faults, seed) = (scenario, faults, seed)
        let healthy = scenario.layout?.draft(as: scenario.image) ?? ImageDraft(recipe: scenario.image, seed: seed)
        let draft = healthy.with(faults)
        let image = draft.sealed()
        let isConditional = faults.contains { $0.fault is any ImageFault && $0.isConditional }
        let mirror: ServedImage? =
            switch (scenario.registry.mirror, draft.isMirrorStale) {
            case (.none, _): nil
            case (_, false): image
            case (_, true): ImageDraft.older(than: seed, recipe: scenario.image).sealed()
            }
        return Made(
            image: image, healthyImage: healthy.sealed(),
            variants: !isConditional
                ? nil
                : ImageVariants { ordinals in
                    healthy.with(faults.enumerated().filter { ordinals.contains($0.offset) }.map(\.element)).sealed()
                },
            mirrorImage: mirror,
            baseImage: ImageDraft.base(of: scenario.image, seed: seed)?.sealed(),
            formerImage: draft.isTagMoved ? ImageDraft.older(than: seed, recipe: scenario.image).sealed() : nil)
    }
}

extension ImageDraft {
    /// With the edits of the image faults among some.
    fileprivate func with(_ faults: [FaultDefinition]) -> ImageDraft {
        var draft = self
        for definition in faults { (definition.fault as? any ImageFault)?.edit(&draft) }
        return draft
    }
}
