import Faults
import ImageContent

/// The image as it is served now: damaged until the image faults are lifted.
struct ServedContent: Sendable {
    let damaged: ServedImage
    let healthy: ServedImage
    let faults: [ArmedFault]

    /// What registry and CDN serve; or a host that has a copy of its own.
    init(_ plan: ServicesPlan, copy: ServedImage? = nil) {
        damaged = copy ?? plan.image
        healthy = plan.healthyImage ?? plan.image
        faults = plan.faults.filter { type(of: $0.fault).plane == .image }
    }

    var image: ServedImage { faults.allSatisfy(\.isLifted) ? healthy : damaged }
}
