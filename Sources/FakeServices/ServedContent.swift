import Faults
import ImageContent

/// The image as it is served now: damaged until the image faults are lifted.
struct ServedContent: Sendable {
    let damaged: ServedImage
    let healthy: ServedImage
    let faults: [ArmedFault]

    init(_ plan: ServicesPlan) {
        damaged = plan.image
        healthy = plan.healthyImage ?? plan.image
        faults = plan.faults.filter { type(of: $0.fault).plane == .image }
    }

    var image: ServedImage { faults.allSatisfy(\.isLifted) ? healthy : damaged }
}
