import Faults
import ImageContent

/// The image that is served: damaged until the image faults are lifted.
struct ServedContent: Sendable {
    let damaged: ServedImage
    let healthy: ServedImage
    let faults: [ArmedFault]

    /// The image of registry and CDN, or of a host with its own copy.
    init(_ plan: ServicesPlan, copy: ServedImage? = nil) {
        damaged = copy ?? plan.image
        healthy = plan.healthyImage ?? plan.image
        faults = plan.faults.filter { type(of: $0.fault).plane == .image }
    }

    var image: ServedImage { faults.allSatisfy(\.isLifted) ? healthy : damaged }
}
