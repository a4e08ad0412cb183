import Faults
import ImageContent
import Synchronization

/// What a host serves: the image under test, damaged until the image faults are lifted, and the images beside it.
struct ServedContent: Sendable {
    let damaged: ServedImage
    let healthy: ServedImage
    /// The image of another repository with some of the same layers.
    let base: ServedImage?
    /// What the tag names until it has been asked for.
    private let former: FormerTag?
    private var damage: ImageDamage
    /// What is served where faults have conditions; nil if all hold for every answer.
    private let variants: ImageVariants?

    /// The content of registry and CDN, or of the mirror, which has its own copy.
    ///
    /// - Parameter host: who answers; registry and CDN share what is not of one answer.
    init(_ plan: ServicesPlan, of host: Role = .registry) {
        let copy = host == .mirror ? plan.mirrorImage : nil
        damaged = copy ?? plan.image
        healthy = plan.healthyImage ?? plan.image
        damage = ImageDamage(plan.faults.filter { type(of: $0.fault).plane == .image }, at: host)
        // An older copy has none of the damage.
        variants = damaged.tagTarget.digest == plan.image.tagTarget.digest ? plan.imageVariants : nil
        base = plan.baseImage
        // A copy of its own has its own tag, which does not move.
        former = host == .mirror ? nil : plan.formerImage.map(FormerTag.init)
    }

    /// The same content as another host answers with it.
    func of(_ host: Role) -> ServedContent {
        var content = self
        content.damage = damage.at(host)
        return content
    }

    private var isHealthy: Bool { damage.isOver }

    /// What an answer has.
    struct Found<Value: Sendable>: Sendable {
        /// Nil for what is not there.
        let value: Value?
        /// The ordinals of the faults with a condition that the answer brings.
        var faults: [Int] = []

        init(_ value: Value?, faults: [Int] = []) {
            self.value = value
            self.faults = faults
        }
    }

    /// The image for one answer, and the faults with a condition that the answer brings.
    private func image(for answer: ImageDamage.Answer, about digest: Digest?) -> (ServedImage, faults: [Int]) {
        guard let variants, !isHealthy, let digest else { return (image, []) }
        let faults = damage.inForce(for: answer, about: resource(of: digest))
        return (variants[faults.all], faults.brought)
    }

    /// The image under test.
    var image: ServedImage { isHealthy ? healthy : damaged }

    func has(_ repository: String) -> Bool { repository == image.repository || repository == base?.repository }

    /// The manifest or index of a tag or digest, to be handed out: a moved tag names the newer image from then on.
    func manifest(
        _ reference: String, in repository: String, for answer: ImageDamage.Answer
    ) -> Found<ServedManifest> {
        if repository == base?.repository { return Found(base?.manifest(reference)) }
        guard repository == image.repository else { return Found(nil) }
        let isTag = reference == image.tag
        let former = isHealthy ? nil : former
        if let former, isTag, former.isAskedForTheFirstTime() { return Found(former.image.tagTarget) }
        let (image, faults) = image(
            for: answer, about: isTag ? image.tagTarget.digest : image.digest(named: reference))
        return Found(image.manifest(reference) ?? (isTag ? nil : former?.image.manifest(reference)), faults: faults)
    }

    /// The digest of content by what a document calls it; nil for what is no digest and names nothing.
    func digest(named name: String) -> Digest? { image.digest(named: name) }

    /// The configuration or layer of a digest, as far as a repository has it.
    func blob(_ digest: Digest, in repository: String, for answer: ImageDamage.Answer) -> Found<Blob> {
        if repository == base?.repository { return Found(base?.blob(digest)) }
        guard repository == image.repository else { return Found(nil) }
        let (image, faults) = image(for: answer, about: digest)
        return Found(image.blob(digest) ?? former?.image.blob(digest), faults: faults)
    }

    /// The configuration or layer of a digest, whichever repository has it: an object store knows none.
    func blob(_ digest: Digest, for answer: ImageDamage.Answer) -> Found<Blob> {
        let (image, faults) = image(for: answer, about: digest)
        return Found(image.blob(digest) ?? former?.image.blob(digest) ?? base?.blob(digest), faults: faults)
    }

    /// The word for a digest; layers that the base has too keep the word that they have in the image.
    func resource(of digest: Digest) -> Resource {
        (image.resource(of: digest) ?? former?.image.resource(of: digest)).map { Resource($0) } ?? .other
    }
}

/// A tag that is pushed again as soon as it has been asked for.
private final class FormerTag: Sendable {
    let image: ServedImage
    private let isMoved = Atomic(false)

    init(_ image: ServedImage) { self.image = image }

    func isAskedForTheFirstTime() -> Bool { !isMoved.exchange(true, ordering: .relaxed) }
}
