import Faults
import ImageContent
import Synchronization

/// What a host serves: the image under test, damaged until the image faults are lifted, and the images beside it.
struct ServedContent: Sendable {
    let damaged: ServedImage
    let healthy: ServedImage
    let faults: [ArmedFault]
    /// The image of another repository with some of the same layers.
    let base: ServedImage?
    /// What the tag names until it has been asked for.
    private let former: FormerTag?

    /// The content of registry and CDN, or of a host with its own copy.
    init(_ plan: ServicesPlan, copy: ServedImage? = nil) {
        damaged = copy ?? plan.image
        healthy = plan.healthyImage ?? plan.image
        faults = plan.faults.filter { type(of: $0.fault).plane == .image }
        base = plan.baseImage
        // A copy of its own has its own tag, which does not move.
        former = copy == nil ? plan.formerImage.map(FormerTag.init) : nil
    }

    private var isHealthy: Bool { faults.allSatisfy { $0.isLifted || $0.isHeld } }

    /// The image under test.
    var image: ServedImage { isHealthy ? healthy : damaged }

    func has(_ repository: String) -> Bool { repository == image.repository || repository == base?.repository }

    /// The manifest or index of a tag or digest, to be handed out: a moved tag names the newer image from then on.
    func manifest(_ reference: String, in repository: String) -> ServedManifest? {
        if repository == base?.repository { return base?.manifest(reference) }
        guard repository == image.repository else { return nil }
        if let former, !isHealthy {
            if reference == image.tag, former.isAskedForTheFirstTime() { return former.image.tagTarget }
            return image.manifest(reference) ?? (reference == image.tag ? nil : former.image.manifest(reference))
        }
        return image.manifest(reference)
    }

    /// The digest of content by what a document calls it; nil for what is no digest and names nothing.
    func digest(named name: String) -> Digest? { image.digest(named: name) }

    /// The configuration or layer of a digest, as far as a repository has it.
    func blob(_ digest: Digest, in repository: String) -> Blob? {
        if repository == base?.repository { return base?.blob(digest) }
        return repository == image.repository ? image.blob(digest) ?? former?.image.blob(digest) : nil
    }

    /// The configuration or layer of a digest, whichever repository has it: an object store knows none.
    func blob(_ digest: Digest) -> Blob? { image.blob(digest) ?? former?.image.blob(digest) ?? base?.blob(digest) }

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
